import type { Assessment } from '../assessment.ts';
import { assessLumpSum } from '../lump-sum.ts';
import { openQuestions } from '../parameters/open-questions.ts';
import { assessAdoption, assessCommissioningMother, type ReceivedChildFacts } from '../received-child.ts';
import { assessSurrogateMother } from '../surrogate-mother.ts';
import { assessVoluntaryMaternity } from '../voluntary-maternity.ts';
import type { InputReader } from './input-reader.ts';
import {
  needContributions,
  readAverage,
  readContributions,
  readFetuses,
  readTreatment,
} from './read-maternity.ts';

const parents = ['MOTHER', 'FATHER'] as const;
const conventions = ['DAY_BEFORE_6_MONTHS', 'DAY_OF_6_MONTHS'] as const;

/** A case of an adoption, with leave or with the lump sum alone. */
export function adoptionCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const received = inputs.date('adoptionDate') ?? asOf;
  return assessAdoption({ ...receivedFacts(inputs, received), otherParentPaid: wasOtherPaid(inputs) });
}

/** A case of a commissioning mother. */
export function commissioningCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const received = inputs.date('handoverDate') ?? asOf;
  return assessCommissioningMother({
    ...receivedFacts(inputs, received),
    surrogateHasRight: inputs.flag('surrogateEligible') ?? false,
  });
}

/** A case of a surrogate mother. */
export function surrogateCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const birth = inputs.date('birthDate') ?? inputs.date('childBirthDate') ?? asOf;
  return assessSurrogateMother({
    birth,
    leaveStart: inputs.date('leaveStart') ?? birth,
    handover: inputs.need(inputs.date('handoverDate'), 'handoverDate'),
    fetuses: readFetuses(inputs),
    average: readAverage(inputs, birth),
    contributions: needContributions(inputs),
  });
}

/** A case of the lump sum alone: of a birth, or of an adoption without leave. */
export function lumpSumCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  if (inputs.has('adoptionDate')) return adoptionCase(inputs, asOf);
  const wife = readContributions(inputs, 'wife');
  const own = readContributions(inputs);
  return assessLumpSum({
    event: inputs.date('birthDate') ?? asOf,
    children: readFetuses(inputs),
    contributions: {
      months: wife.months ?? own.months,
      in12: wife.in12 ?? own.in12,
      in24: wife.in24 ?? own.in24,
      total: wife.total ?? own.total,
    },
    husband: readContributions(inputs, 'husband'),
    ...readTreatment(inputs),
  });
}

/** A case of voluntary insurance. */
export function voluntaryCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const claimant = inputs.word('claimant', parents) ?? 'MOTHER';
  const own = claimant.toLowerCase();
  const fetuses = inputs.count('fetalDeathsFrom22Weeks') ?? 0;
  const months = (kind: 'Voluntary' | 'Compulsory'): number =>
    inputs.count(`${own}${kind}MonthsIn12`) ?? inputs.count(`${kind.toLowerCase()}MonthsIn12`) ?? 0;
  return assessVoluntaryMaternity({
    event: inputs.date('birthDate') ?? inputs.date('eventDate') ?? asOf,
    childrenBorn: inputs.count('childrenBorn') ?? (fetuses > 0 ? 0 : 1),
    fetuses,
    voluntaryMonths: months('Voluntary'),
    compulsoryMonths: months('Compulsory'),
    compulsoryRight: (inputs.flag('compulsoryEligible') ?? inputs.flag(`${own}CompulsoryEligible`)) === true,
    otherParentPaid: wasOtherPaid(inputs),
  });
}

/** Whether the benefit went to the parent who does not claim now. */
function wasOtherPaid(inputs: InputReader): boolean {
  const paidTo = inputs.word('alreadyPaidTo', parents);
  return paidTo !== undefined && paidTo !== (inputs.word('claimant', parents) ?? 'MOTHER');
}

function receivedFacts(inputs: InputReader, received: Temporal.PlainDate): ReceivedChildFacts {
  const childBorn = inputs.date('childBirthDate') ?? inputs.date('birthDate');
  return {
    childBorn: inputs.need(childBorn, 'childBirthDate'),
    received,
    children: inputs.count('childrenAdopted') ?? readFetuses(inputs),
    takesLeave: inputs.flag('takesLeave') ?? true,
    average: readAverage(inputs, received),
    contributions: needContributions(inputs),
    endConvention: inputs.word('endConvention', conventions) ?? openQuestions.ADOPTION_END.answer,
  };
}
