import { inForce } from './parameters/dated.ts';
import { terms, type Step } from './parameters/deadlines.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import type { ReasonCode } from './reasons/reasons.ts';
import { addWorkingDays, type WorkCalendar } from '../../../schema/calendar/working-days.ts';

export interface DeadlineFacts {
  readonly step: Step;
  /** What begins the term: the return to work, the end of the leave, the birth, a complete file. It does not count. */
  readonly start: Temporal.PlainDate;
  readonly calendar: WorkCalendar;
  /** The calendar was not given, but taken from the open question AGENCY_WEEKLY_REST. */
  readonly calendarAssumed: boolean;
  readonly doneOn?: Temporal.PlainDate | undefined;
}

export interface Deadline {
  readonly days: number;
  readonly unit: 'CALENDAR' | 'WORKING';
  readonly dueOn: Temporal.PlainDate;
  readonly late: boolean;
  /** To be late takes no right away: who files explains in writing (Law 41/2024/QH15 Art. 92). */
  readonly reasons: readonly ReasonCode[];
  readonly reliedOn: readonly OpenQuestion[];
  readonly article: string;
}

/** When a step is due, and whether it was done by then. A term that ends on a day of rest ends there. */
export function deadlineOf({ step, start, calendar, calendarAssumed, doneOn }: DeadlineFacts): Deadline {
  const { value: term, article } = inForce(terms[step], start);
  const { days, unit, kept } = term;
  const dueOn = unit === 'WORKING' ? addWorkingDays(start, days, calendar) : start.add({ days });
  const late = doneOn !== undefined && Temporal.PlainDate.compare(doneOn, dueOn) > 0;
  return {
    days,
    unit,
    dueOn,
    late,
    reasons: late && kept === 'BY_THE_FILER' ? ['LATE_NEEDS_WRITTEN_EXPLANATION'] : [],
    reliedOn: unit === 'WORKING' && calendarAssumed ? ['AGENCY_WEEKLY_REST'] : [],
    article,
  };
}
