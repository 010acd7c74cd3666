import type { Contraception as Measure } from '../../benefits/parameters/maternity.ts';
import type { LastSickness } from '../../benefits/parameters/convalescence.ts';

/**
 * A fact that the rules ask for and that no agency shares, as an officer read it in a paper of the file. Days are
 * ISO 8601.
 */
export type OfficerFact =
  /**
   * The child of the claim is the claimant's, by a paper that no register knows yet (Art. 44, 53, 56); without the number of the
   * child it is a note in the file.
   */
  | { readonly kind: 'KINSHIP'; readonly child?: ChildOnPaper }
  /** The claimant is one of those of Law 41/2024/QH15 Art. 2(1)(d), who are paid in full (Art. 43(3), 45(4)). */
  | { readonly kind: 'ARMED_FORCES' }
  /** The claimant left work to be treated for infertility: other months of contributions count (Art. 50(5)). */
  | { readonly kind: 'INFERTILITY_TREATED' }
  /** The day on which the mother went back to work before her leave ended (Art. 53(1), 60(4)). */
  | { readonly kind: 'EARLY_RETURN'; readonly on: string }
  /** Months of the 12 before the birth that the mother contributed: too few give the father the lump sum (Art. 58(1)). */
  | { readonly kind: 'MOTHER_MONTHS'; readonly months: number }
  | MotherGone
  | Surrogacy
  | Contraception
  | EarlierLeave;

/** A child as a paper names it. */
export interface ChildOnPaper {
  readonly kind: 'PERSONAL_NUMBER' | 'PASSPORT' | 'TEMPORARY_CARD';
  readonly number: string;
  /** Drawn at the recording: see `schema/stated-child.ts`. */
  readonly proof: string;
}

/** The mother died, or a facility found that she cannot care for the child (Art. 53(5)-(7)). */
export interface MotherGone {
  readonly kind: 'MOTHER_GONE';
  readonly on: string;
  /** First day of her leave. */
  readonly leaveFrom: string;
  /** Whose part of the leave is claimed. */
  readonly claimant: 'MOTHER' | 'FATHER' | 'CARER';
  /** Months of the twelve before the birth that she contributed, where no claim of hers says it. */
  readonly motherMonths: number;
}

/** The child was handed over by the woman who bore it for another one (Art. 54, 55). */
export interface Surrogacy {
  readonly kind: 'SURROGACY';
  readonly claimant: 'SURROGATE' | 'COMMISSIONING';
  readonly handedOverOn: string;
  /** Whether the surrogate mother has a right of her own: else the lump sum is the commissioning mother's. */
  readonly surrogateHasRight: boolean;
}

/** A contraceptive measure, with the days of leave that were prescribed after it (Art. 57). */
export interface Contraception {
  readonly kind: 'CONTRACEPTION';
  readonly measure: Measure;
  readonly prescribedDays: number;
}

/** A leave before a convalescence that another office, or a file on paper, holds (Art. 46, 60). */
export interface EarlierLeave {
  readonly kind: 'EARLIER_LEAVE';
  readonly of: 'SICKNESS' | 'MATERNITY';
  readonly endedOn: string;
  /** Sick days of the year, with those of this leave; of a sickness. */
  readonly sickDaysInYear: number;
  readonly last: LastSickness;
  /** Children of the birth. */
  readonly children: number;
}

export type RecordableFact = OfficerFact['kind'];

/** The kind of paper that a fact stands in. */
export type FactPaperKind =
  | 'MEDICAL_PAPER'
  | 'CIVIL_STATUS_PAPER'
  | 'SURROGACY_AGREEMENT'
  | 'HANDOVER_RECORD'
  | 'EMPLOYER_STATEMENT'
  | 'SERVICE_UNIT_STATEMENT'
  | 'EARLIER_DECISION';

/** Which paper an officer relied on: enough to find it again in the file. */
export interface FactPaper {
  readonly kind: FactPaperKind;
  readonly number: string;
  readonly issuedOn: string;
}

/** That a record counts no more, why, and who answers for that. */
export interface TakenBack {
  readonly at: string;
  readonly reason: string;
  readonly actor: string;
  readonly office: string;
}

/** A fact with its paper, and who answers for it; none is ever removed. */
export interface RecordedFact {
  readonly fact: OfficerFact;
  readonly paper: FactPaper;
  readonly recordedAt: string;
  readonly actor: string;
  readonly office: string;
  readonly takenBack?: TakenBack;
}

/** Whether a record counts. */
export function isStanding({ takenBack }: RecordedFact): boolean {
  return takenBack === undefined;
}

/** The facts that count, in the order of their recording: of each kind the latest one that was not taken back. */
export function standingFacts(records: readonly RecordedFact[]): readonly OfficerFact[] {
  const facts = records.filter(isStanding).map(({ fact }) => fact);
  return facts.filter(({ kind }, index) => facts.findLastIndex((fact) => fact.kind === kind) === index);
}
