import type { LastSickness } from '../../benefits/parameters/convalescence.ts';
import type { Contraception } from '../../benefits/parameters/maternity.ts';
import type { WorkingConditions } from '../../benefits/parameters/sickness.ts';

/**
 * The facts that a rule was asked with, as they are kept with the claim: JSON, days in ISO 8601, amounts in whole đồng.
 * Whoever assesses them again gets the same đồng, whatever was contributed, corrected or enacted since.
 */
export type RuleFacts =
  | SicknessRuleFacts
  | SickChildRuleFacts
  | BirthRuleFacts
  | PaternityRuleFacts
  | LossRuleFacts
  | VisitRuleFacts
  | AdoptionRuleFacts
  | VoluntaryRuleFacts
  | AfterSicknessRuleFacts
  | AfterMaternityRuleFacts
  | ContraceptionRuleFacts
  | SurrogateRuleFacts
  | CommissioningRuleFacts
  | RemainingLeaveRuleFacts
  /** No month of compulsory insurance is recorded: there is no salary that a benefit could be paid on. */
  | { readonly kind: 'NOT_INSURED' };

/** A contributed month and its salary. */
export interface SalaryOfMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly amount: number;
}

/** Facts that are counted in working days. */
interface WorkingDayFacts {
  /** 1 Monday to 7 Sunday; where it is not said, the open question WEEKLY_REST answers. */
  readonly weeklyRest?: readonly number[];
}

/** Days of leave, and what of them cannot be paid here: days that another claim has. */
interface LeaveRuleFacts extends WorkingDayFacts {
  /** The days that papers prove, first and last included, in order; there is one at least. */
  readonly spans: readonly { readonly from: string; readonly to: string }[];
  readonly otherLeave: readonly string[];
  /** Days of the quota that were paid before, by year. */
  readonly used: Readonly<Record<string, number>>;
  readonly salary: { readonly month: string; readonly base: number };
}

export interface SicknessRuleFacts extends LeaveRuleFacts {
  readonly kind: 'SICKNESS';
  readonly longTermDisease: boolean;
  /** Of Art. 2(1)(d); an officer records it. */
  readonly armedForces?: true;
  /** Asked for by a convalescence that may follow (Art. 46(2)). */
  readonly surgery: boolean;
  readonly contributionYears: number;
  readonly conditions: WorkingConditions;
}

export interface SickChildRuleFacts extends LeaveRuleFacts {
  readonly kind: 'SICK_CHILD';
  readonly childBorn: string;
}

/** Facts of what the law gives once for a birth or an adoption, whatever days are claimed for. */
export type PaidOnceFacts =
  | BirthRuleFacts
  | PaternityRuleFacts
  | AdoptionRuleFacts
  | VoluntaryRuleFacts
  | SurrogateRuleFacts
  | CommissioningRuleFacts
  | RemainingLeaveRuleFacts;

interface OnceRuleFacts {
  /** Another claim of the claimant was paid for the same. */
  readonly paidBefore?: true;
}

/** What the benefits that are paid on an average have in common; salaries of compulsory insurance, oldest first. */
interface AverageRuleFacts {
  readonly salaries: readonly SalaryOfMonth[];
}

export interface BirthRuleFacts extends AverageRuleFacts, OnceRuleFacts {
  readonly kind: 'BIRTH';
  readonly birth: string;
  readonly children: number;
  readonly livingBefore: number;
  /** Asked for by a convalescence that may follow (Art. 60(2)). */
  readonly surgery: boolean;
  /** By surgery, or before 32 weeks: asked for by the father's leave (Art. 53(2)(b)). */
  readonly hardBirth: boolean;
  readonly pregnancyRest: boolean;
  readonly childDied: boolean;
  readonly jobEnded: boolean;
  /** Treated (Art. 50(5)), and months after which she went back to work (Art. 53(1)): an officer records both. */
  readonly infertility?: true;
  readonly returnedAfterMonths?: number;
}

export interface PaternityRuleFacts extends AverageRuleFacts, WorkingDayFacts, OnceRuleFacts {
  readonly kind: 'PATERNITY';
  readonly birth: string;
  readonly children: number;
  readonly livingBefore: number;
  readonly hardBirth: boolean;
  /** Of the mother, of the twelve before the birth; an officer records it where the lump sum may be his (Art. 58(1)). */
  readonly motherMonths?: number;
  /** Days, and the lump sum, that other claims of his were paid for the same birth. */
  readonly daysPaid?: number;
  readonly lumpSumPaid?: true;
  readonly from: string;
  readonly to: string;
}

export interface LossRuleFacts extends AverageRuleFacts {
  readonly kind: 'PREGNANCY_LOSS';
  readonly on: string;
  /** First week of the band that the facility recorded: the law asks for no more. */
  readonly weeks: number;
  readonly days: number;
  readonly pregnancyRest: boolean;
  readonly infertility?: true;
}

export interface VisitRuleFacts extends AverageRuleFacts, WorkingDayFacts {
  readonly kind: 'PRENATAL_VISIT';
  readonly from: string;
  readonly to: string;
  /** Which visit of the pregnancy it is, from 1. */
  readonly visit: number;
}

export interface AdoptionRuleFacts extends AverageRuleFacts, OnceRuleFacts {
  readonly kind: 'ADOPTION';
  readonly childBorn: string;
  readonly received: string;
  readonly otherParentPaid: boolean;
}

export interface VoluntaryRuleFacts extends OnceRuleFacts {
  readonly kind: 'VOLUNTARY_MATERNITY';
  readonly birth: string;
  readonly children: number;
  readonly voluntaryMonths: number;
  readonly compulsoryMonths: number;
  readonly compulsoryRight: boolean;
  readonly otherParentPaid: boolean;
  /** A man claims: the day of a birth does not say whose it is. */
  readonly ofFather?: true;
}

interface RecoveryRuleFacts {
  readonly on: string;
  readonly granted: number;
  readonly used: number;
  readonly daysSince: number;
}

export interface AfterSicknessRuleFacts extends RecoveryRuleFacts {
  readonly kind: 'RECOVERY_AFTER_SICKNESS';
  readonly sickDaysInYear: number;
  readonly last: LastSickness;
}

export interface AfterMaternityRuleFacts extends RecoveryRuleFacts {
  readonly kind: 'RECOVERY_AFTER_MATERNITY';
  readonly children: number;
  readonly surgery: boolean;
  readonly returnedEarly?: true;
}

export interface ContraceptionRuleFacts extends AverageRuleFacts {
  readonly kind: 'CONTRACEPTION';
  readonly on: string;
  readonly measure: Contraception;
  readonly days: number;
}

export interface SurrogateRuleFacts extends AverageRuleFacts, OnceRuleFacts {
  readonly kind: 'SURROGATE_MOTHER';
  readonly birth: string;
  readonly leaveFrom: string;
  readonly handedOverOn: string;
  readonly children: number;
}

export interface CommissioningRuleFacts extends AverageRuleFacts, OnceRuleFacts {
  readonly kind: 'COMMISSIONING_MOTHER';
  readonly childBorn: string;
  readonly received: string;
  readonly children: number;
  readonly surrogateHasRight: boolean;
}

export interface RemainingLeaveRuleFacts extends AverageRuleFacts, OnceRuleFacts {
  readonly kind: 'REMAINING_LEAVE';
  readonly birth: string;
  readonly children: number;
  readonly livingBefore: number;
  readonly motherGoneOn: string;
  readonly leaveFrom: string;
  readonly part: 'MOTHER' | 'CARER';
  /** Months that the mother contributed, `YYYY-MM`; or how many of the twelve before the birth. */
  readonly motherMonths: readonly string[] | number;
  /** Months that who takes over contributed; none for who is not insured. */
  readonly claimantMonths: readonly string[];
}
