import type { LastSickness } from '../../benefits/parameters/convalescence.ts';
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
  | AfterMaternityRuleFacts;

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
  /** Asked for by a convalescence that may follow (Art. 46(2)). */
  readonly surgery: boolean;
  readonly contributionYears: number;
  readonly conditions: WorkingConditions;
}

export interface SickChildRuleFacts extends LeaveRuleFacts {
  readonly kind: 'SICK_CHILD';
  readonly childBorn: string;
}

/** What the benefits that are paid on an average have in common; salaries of compulsory insurance, oldest first. */
interface AverageRuleFacts {
  readonly salaries: readonly SalaryOfMonth[];
}

export interface BirthRuleFacts extends AverageRuleFacts {
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
}

export interface PaternityRuleFacts extends AverageRuleFacts, WorkingDayFacts {
  readonly kind: 'PATERNITY';
  readonly birth: string;
  readonly children: number;
  readonly livingBefore: number;
  readonly hardBirth: boolean;
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
}

export interface VisitRuleFacts extends AverageRuleFacts, WorkingDayFacts {
  readonly kind: 'PRENATAL_VISIT';
  readonly from: string;
  readonly to: string;
  /** Which visit of the pregnancy it is, from 1. */
  readonly visit: number;
}

export interface AdoptionRuleFacts extends AverageRuleFacts {
  readonly kind: 'ADOPTION';
  readonly childBorn: string;
  readonly received: string;
  readonly otherParentPaid: boolean;
}

export interface VoluntaryRuleFacts {
  readonly kind: 'VOLUNTARY_MATERNITY';
  readonly birth: string;
  readonly children: number;
  readonly voluntaryMonths: number;
  readonly compulsoryMonths: number;
  readonly compulsoryRight: boolean;
  readonly otherParentPaid: boolean;
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
}
