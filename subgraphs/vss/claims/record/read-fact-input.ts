import { randomBytes } from 'node:crypto';
import { mostOfFact, type ClaimProblem } from '../../../../schema/claim-problems.ts';
import type { Contraception } from '../../benefits/parameters/maternity.ts';
import type { LastSickness } from '../../benefits/parameters/convalescence.ts';
import type {
  ChildOnPaper,
  FactPaper,
  FactPaperKind,
  MotherGone,
  OfficerFact,
  Surrogacy,
} from './officer-fact.ts';

/** A fact as `graphql` coerced it: one member is given, and says which fact it is. */
export interface FactInput {
  readonly kinship?: boolean | null;
  readonly kinshipByPaper?: Pick<ChildOnPaper, 'kind' | 'number'> | null;
  readonly armedForces?: boolean | null;
  readonly infertilityTreated?: boolean | null;
  readonly returnedOn?: Temporal.PlainDate | null;
  readonly motherMonths?: number | null;
  readonly motherGone?: {
    readonly on: Temporal.PlainDate;
    readonly leaveFrom: Temporal.PlainDate;
    readonly claimant: MotherGone['claimant'];
    readonly motherMonths: number;
  } | null;
  readonly surrogacy?: {
    readonly claimant: Surrogacy['claimant'];
    readonly handedOverOn: Temporal.PlainDate;
    readonly surrogateHasRight: boolean;
  } | null;
  readonly contraception?: { readonly measure: Contraception; readonly prescribedDays: number } | null;
  readonly earlierLeave?: {
    readonly of: 'SICKNESS' | 'MATERNITY';
    readonly endedOn: Temporal.PlainDate;
    readonly sickDaysInYear: number;
    readonly last: LastSickness;
    readonly children: number;
  } | null;
}

/** The paper as `graphql` coerced it. */
export interface FactPaperInput {
  readonly kind: FactPaperKind;
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
}

/** The fact and its paper, or what is wrong with them. */
export function readRecord(
  input: FactInput,
  paper: FactPaperInput,
  today: Temporal.PlainDate,
): { readonly fact: OfficerFact; readonly paper: FactPaper } | ClaimProblem {
  const facts = factsIn(input);
  const [fact] = facts;
  if (fact === undefined || facts.length > 1) return 'NOT_ONE_FACT';
  if (!/^\P{Cc}{1,64}$/u.test(paper.number)) return 'PAPER_NUMBER';
  if (Temporal.PlainDate.compare(paper.issuedOn, today) > 0) return 'PAPER_NOT_YET_ISSUED';
  const fault = faultOfNumbers(fact);
  if (fault !== undefined) return fault;
  const { kind, number, issuedOn } = paper;
  return { fact, paper: { kind, number, issuedOn: issuedOn.toString() } };
}

function factsIn(input: FactInput): readonly OfficerFact[] {
  const { returnedOn, motherMonths, motherGone, surrogacy, contraception, earlierLeave } = input;
  const facts: OfficerFact[] = [];
  if (input.kinship === true) facts.push({ kind: 'KINSHIP' });
  if (input.kinshipByPaper) {
    const { kind, number } = input.kinshipByPaper;
    // Longer than an opaque id, so that no log takes it for one.
    const proof = randomBytes(32).toString('base64url');
    facts.push({ kind: 'KINSHIP', child: { kind, number, proof } });
  }
  if (input.armedForces === true) facts.push({ kind: 'ARMED_FORCES' });
  if (input.infertilityTreated === true) facts.push({ kind: 'INFERTILITY_TREATED' });
  if (returnedOn) facts.push({ kind: 'EARLY_RETURN', on: returnedOn.toString() });
  if (typeof motherMonths === 'number') facts.push({ kind: 'MOTHER_MONTHS', months: motherMonths });
  if (motherGone) {
    const { on, leaveFrom, claimant, motherMonths } = motherGone;
    facts.push({
      kind: 'MOTHER_GONE',
      on: on.toString(),
      leaveFrom: leaveFrom.toString(),
      claimant,
      motherMonths,
    });
  }
  if (surrogacy) {
    const { claimant, handedOverOn, surrogateHasRight } = surrogacy;
    facts.push({ kind: 'SURROGACY', claimant, handedOverOn: handedOverOn.toString(), surrogateHasRight });
  }
  if (contraception) facts.push({ kind: 'CONTRACEPTION', ...contraception });
  if (earlierLeave) {
    const { of, endedOn, sickDaysInYear, last, children } = earlierLeave;
    facts.push({ kind: 'EARLIER_LEAVE', of, endedOn: endedOn.toString(), sickDaysInYear, last, children });
  }
  return facts;
}

function faultOfNumbers(fact: OfficerFact): ClaimProblem | undefined {
  const isWithin = (value: number, least: number, most: number) =>
    Number.isInteger(value) && least <= value && value <= most;
  const { motherMonths, prescribedDays, sickDaysInYear, children } = mostOfFact;
  switch (fact.kind) {
    case 'KINSHIP':
      return fact.child === undefined || isPrinted(fact.child) ? undefined : 'CHILD_NUMBER';
    case 'MOTHER_MONTHS':
      return isWithin(fact.months, 0, motherMonths) ? undefined : 'MOTHER_MONTHS';
    case 'MOTHER_GONE':
      return isWithin(fact.motherMonths, 0, motherMonths) ? undefined : 'MOTHER_MONTHS';
    case 'CONTRACEPTION':
      return isWithin(fact.prescribedDays, 1, prescribedDays) ? undefined : 'PRESCRIBED_DAYS';
    case 'EARLIER_LEAVE':
      if (!isWithin(fact.sickDaysInYear, 0, sickDaysInYear)) return 'SICK_DAYS_IN_YEAR';
      return isWithin(fact.children, 1, children) ? undefined : 'CHILDREN_OF_BIRTH';
    default:
      return undefined;
  }
}

/** Whether a number can stand on a paper so. */
function isPrinted({ kind, number }: ChildOnPaper): boolean {
  return (kind === 'PERSONAL_NUMBER' ? /^\d{12}$/ : /^[0-9A-Z]{6,20}$/i).test(number);
}
