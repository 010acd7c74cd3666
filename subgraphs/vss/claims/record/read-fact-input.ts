import type { Contraception } from '../../benefits/parameters/maternity.ts';
import type { LastSickness } from '../../benefits/parameters/convalescence.ts';
import type { FactPaper, FactPaperKind, MotherGone, OfficerFact, Surrogacy } from './officer-fact.ts';

/** A fact as `graphql` coerced it: one member is given, and says which fact it is. */
export interface FactInput {
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

/** The fact and its paper, or what is wrong with them; the text holds no value. */
export function readRecord(
  input: FactInput,
  paper: FactPaperInput,
  today: Temporal.PlainDate,
): { readonly fact: OfficerFact; readonly paper: FactPaper } | string {
  const facts = factsIn(input);
  const [fact] = facts;
  if (fact === undefined || facts.length > 1) return 'Give one fact at a time, with the paper that says it.';
  if (!/^\P{Cc}{1,64}$/u.test(paper.number)) return '`paper.number` must have 1 to 64 characters.';
  if (Temporal.PlainDate.compare(paper.issuedOn, today) > 0) {
    return '`paper.issuedOn` must not be later than today.';
  }
  const fault = faultOfNumbers(fact);
  if (fault !== undefined) return fault;
  const { kind, number, issuedOn } = paper;
  return { fact, paper: { kind, number, issuedOn: issuedOn.toString() } };
}

function factsIn(input: FactInput): readonly OfficerFact[] {
  const { returnedOn, motherMonths, motherGone, surrogacy, contraception, earlierLeave } = input;
  const facts: OfficerFact[] = [];
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

/** Most of each number that the law knows anything of. */
function faultOfNumbers(fact: OfficerFact): string | undefined {
  const isWithin = (value: number, least: number, most: number) =>
    Number.isInteger(value) && least <= value && value <= most;
  switch (fact.kind) {
    case 'MOTHER_MONTHS':
      return isWithin(fact.months, 0, 12) ? undefined : '`motherMonths` must be from 0 to 12.';
    case 'MOTHER_GONE':
      return isWithin(fact.motherMonths, 0, 12) ? undefined : '`motherMonths` must be from 0 to 12.';
    case 'CONTRACEPTION':
      return isWithin(fact.prescribedDays, 1, 60) ? undefined : '`prescribedDays` must be from 1 to 60.';
    case 'EARLIER_LEAVE':
      return isWithin(fact.sickDaysInYear, 0, 366) && isWithin(fact.children, 1, 10)
        ? undefined
        : '`sickDaysInYear` must be from 0 to 366, `children` from 1 to 10.';
    default:
      return undefined;
  }
}
