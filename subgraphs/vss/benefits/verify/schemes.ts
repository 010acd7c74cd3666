import type { Assessment } from '../assessment.ts';
import type { OpenQuestion } from '../parameters/open-questions.ts';
import type { ReasonCode } from '../reasons/reasons.ts';
import {
  adoptionCase,
  commissioningCase,
  lumpSumCase,
  surrogateCase,
  voluntaryCase,
} from './child-and-lump-sum-cases.ts';
import { afterMaternityCase, afterSicknessCase, deadlineCase } from './convalescence-and-deadline-cases.ts';
import type { InputReader } from './input-reader.ts';
import {
  birthCase,
  contraceptionCase,
  paternityCase,
  pregnancyLossCase,
  prenatalCase,
} from './maternity-cases.ts';
import { quotaCase, sickChildCase, sicknessCase } from './read-sickness.ts';

/** What the rules answer to a case, whichever of them it asks. */
export interface CaseAnswer {
  readonly eligible: boolean;
  readonly amount: number | null;
  readonly days: number | null;
  readonly months: number | null;
  readonly oddDays: number | null;
  readonly dueOn: string | null;
  readonly reasons: readonly ReasonCode[];
  readonly reliedOn: readonly OpenQuestion[];
  readonly workings: Readonly<Record<string, number | string>>;
}

type Answerer = (inputs: InputReader, asOf: Temporal.PlainDate) => CaseAnswer;

const salaries = [
  'siSalaryBase',
  'siSalaryOfThatMonth',
  'contractSalary',
  'avgSalary6m',
  'monthlySalaries',
  'monthlySalary',
] as const;

/** How a case of each scheme is answered. */
export const schemes: ReadonlyMap<string, Answerer> = new Map<string, Answerer>([
  ['SICKNESS', onSalary((inputs, asOf) => sicknessCase(inputs, asOf, false))],
  ['SICKNESS_LONG_TERM', onSalary((inputs, asOf) => sicknessCase(inputs, asOf, true))],
  ['SICKNESS_CHILD', onSalary(sickChildCase)],
  ['SICKNESS_QUOTA', (inputs, asOf) => ({ ...nothing, days: quotaCase(inputs, asOf).days })],
  ['CONVALESCENCE_SICKNESS', byAssessment(afterSicknessCase)],
  ['CONVALESCENCE_MATERNITY', byAssessment(afterMaternityCase)],
  ['MATERNITY_PRENATAL', onSalary(prenatalCase)],
  ['MATERNITY_PREGNANCY_LOSS', onSalary(pregnancyLossCase)],
  ['MATERNITY_CONTRACEPTION', onSalary(contraceptionCase)],
  ['MATERNITY_BIRTH', onSalary(birthCase)],
  ['MATERNITY_PATERNITY', onSalary(paternityCase)],
  ['MATERNITY_ADOPTION', onSalary(adoptionCase)],
  ['MATERNITY_SURROGATE_MOTHER', onSalary(surrogateCase)],
  ['MATERNITY_COMMISSIONING_MOTHER', onSalary(commissioningCase)],
  ['MATERNITY_LUMP_SUM', byAssessment(lumpSumCase)],
  ['MATERNITY_VOLUNTARY', byAssessment(voluntaryCase)],
  ['DEADLINE', deadlineAnswer],
]);

const nothing: CaseAnswer = {
  eligible: true,
  amount: null,
  days: null,
  months: null,
  oddDays: null,
  dueOn: null,
  reasons: [],
  reliedOn: [],
  workings: {},
};

type Assess = (inputs: InputReader, asOf: Temporal.PlainDate) => Assessment;

function byAssessment(assess: Assess): Answerer {
  return (inputs, asOf) => ({ ...assess(inputs, asOf), dueOn: null });
}

/** A leave that is paid needs a salary; a case that is refused may leave it out. */
function onSalary(assess: Assess): Answerer {
  return (inputs, asOf) => {
    const assessment = assess(inputs, asOf);
    const leave = (assessment.days ?? 0) + (assessment.months ?? 0) + (assessment.oddDays ?? 0);
    if (assessment.eligible && leave > 0) inputs.need(inputs.firstOf(...salaries), ...salaries);
    return { ...assessment, dueOn: null };
  };
}

function deadlineAnswer(inputs: InputReader): CaseAnswer {
  const { days, dueOn, reasons, reliedOn } = deadlineCase(inputs);
  return { ...nothing, days, dueOn: dueOn.toString(), reasons, reliedOn };
}
