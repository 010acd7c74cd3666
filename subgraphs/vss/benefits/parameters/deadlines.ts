import type { Dated } from './dated.ts';

export interface Term {
  readonly days: number;
  readonly unit: 'CALENDAR' | 'WORKING';
  /** Who files late explains in writing; an agency that is late breaks its own term and the claim goes on. */
  readonly kept: 'BY_THE_FILER' | 'BY_THE_AGENCY';
}

export type Step =
  | 'EMPLOYEE_TO_EMPLOYER_SICKNESS'
  | 'EMPLOYEE_TO_EMPLOYER_MATERNITY'
  | 'EMPLOYER_TO_VSS'
  | 'EMPLOYER_TO_VSS_CONVALESCENCE'
  | 'VSS_DECISION_FROM_EMPLOYER'
  | 'VSS_DECISION_FROM_PERSON'
  | 'VSS_DECISION_CONVALESCENCE'
  | 'PERSON_TO_VSS_VOLUNTARY_MATERNITY'
  | 'VSS_DECISION_VOLUNTARY_MATERNITY';

/** The terms in which a step is done, each with its article. */
export const terms: Readonly<Record<Step, readonly Dated<Term>[]>> = {
  EMPLOYEE_TO_EMPLOYER_SICKNESS: byTheFiler(45, 'CALENDAR', '48(1)'),
  EMPLOYEE_TO_EMPLOYER_MATERNITY: byTheFiler(45, 'CALENDAR', '62(1)'),
  EMPLOYER_TO_VSS: byTheFiler(7, 'WORKING', '48(2), 62(1)'),
  EMPLOYER_TO_VSS_CONVALESCENCE: byTheFiler(7, 'WORKING', '49, 63'),
  VSS_DECISION_FROM_EMPLOYER: byTheAgency(7, '48(3), 62(3)'),
  VSS_DECISION_FROM_PERSON: byTheAgency(5, '62(3)'),
  VSS_DECISION_CONVALESCENCE: byTheAgency(7, '49, 63'),
  PERSON_TO_VSS_VOLUNTARY_MATERNITY: byTheFiler(60, 'CALENDAR', '97(1)'),
  VSS_DECISION_VOLUNTARY_MATERNITY: byTheAgency(5, '97(2)'),
};

function byTheFiler(days: number, unit: Term['unit'], article: string): readonly Dated<Term>[] {
  return dated({ days, unit, kept: 'BY_THE_FILER' }, article);
}

function byTheAgency(days: number, article: string): readonly Dated<Term>[] {
  return dated({ days, unit: 'WORKING', kept: 'BY_THE_AGENCY' }, article);
}

function dated(value: Term, article: string): readonly Dated<Term>[] {
  return [{ from: '2025-07-01', value, article: `Law 41/2024/QH15 Art ${article}` }];
}
