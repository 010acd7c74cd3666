import { deadlineOf, type Deadline } from '../../benefits/deadlines.ts';
import { isBefore } from '../../benefits/parameters/dated.ts';
import { terms, type Step } from '../../benefits/parameters/deadlines.ts';
import { assumedCalendar } from '../../benefits/parameters/holidays.ts';
import type { BenefitScheme, ClaimRecord } from '../../collections.ts';

/** What of a claim sets its clocks. */
export interface ClockFacts {
  readonly scheme: BenefitScheme;
  readonly channel: ClaimRecord['channel'];
  readonly leaveFrom: Temporal.PlainDate;
  readonly leaveTo: Temporal.PlainDate;
}

/** By when social insurance must have decided a claim that it took in on a day (Art. 48(3), 62(3), 63, 97(2)). */
export function decisionDue({ scheme, channel }: ClockFacts, takenIn: Temporal.PlainDate): Deadline {
  return deadlineOf({
    step: decisionStep(scheme, channel),
    start: takenIn,
    calendar: assumedCalendar('AGENCY_WEEKLY_REST', takenIn, takenIn),
    calendarAssumed: true,
  });
}

function decisionStep(scheme: BenefitScheme, channel: ClaimRecord['channel']): Step {
  if (scheme === 'CONVALESCENCE') return 'VSS_DECISION_CONVALESCENCE';
  if (scheme === 'VOLUNTARY_MATERNITY') return 'VSS_DECISION_VOLUNTARY_MATERNITY';
  return channel === 'EMPLOYER' ? 'VSS_DECISION_FROM_EMPLOYER' : 'VSS_DECISION_FROM_PERSON';
}

/**
 * The last day on which a claim is filed in time; undefined where the law sets none. An employer files seven working
 * days after its employee did, who has 45 days (Art. 48(1)-(2), 62(1)): when the employee did, the file does not say, so
 * an employer is late on no day on which its employee could have been in time. What came before this law has no term of
 * it: such a claim is taken in, and refused for that reason alone.
 */
export function filingDue({
  scheme,
  channel,
  leaveFrom,
  leaveTo,
}: ClockFacts): Temporal.PlainDate | undefined {
  if (scheme === 'VOLUNTARY_MATERNITY') return dueAfter('PERSON_TO_VSS_VOLUNTARY_MATERNITY', leaveFrom);
  if (scheme === 'CONVALESCENCE') return dueAfter('EMPLOYER_TO_VSS_CONVALESCENCE', leaveTo);
  if (channel === 'CITIZEN') return undefined;
  const step = scheme === 'SICKNESS' ? 'EMPLOYEE_TO_EMPLOYER_SICKNESS' : 'EMPLOYEE_TO_EMPLOYER_MATERNITY';
  const ofEmployee = dueAfter(step, leaveTo);
  return ofEmployee && dueAfter('EMPLOYER_TO_VSS', ofEmployee);
}

function dueAfter(step: Step, start: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (isBefore(terms[step], start)) return undefined;
  const calendar = assumedCalendar('AGENCY_WEEKLY_REST', start, start);
  return deadlineOf({ step, start, calendar, calendarAssumed: true }).dueOn;
}
