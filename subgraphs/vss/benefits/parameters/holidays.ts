import { holidaysAround } from '../../../../schema/calendar/public-holidays.ts';
import type { WorkCalendar } from '../../../../schema/calendar/working-days.ts';
import { openQuestions } from './open-questions.ts';

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** The calendar of an employer whose days of weekly rest are known, 1 Monday to 7 Sunday. */
export function calendarWith(
  weeklyRest: readonly number[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): WorkCalendar {
  return { weeklyRest: new Set(weeklyRest), holidays: holidaysAround(from, to) };
}

/** The calendar of who has not said it, an employer or an agency, as the open question answers it. */
export function assumedCalendar(
  whose: 'WEEKLY_REST' | 'AGENCY_WEEKLY_REST',
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): WorkCalendar {
  const rest = openQuestions[whose].answer.split(',').map((day) => weekdays.indexOf(day) + 1);
  return calendarWith(rest, from, to);
}
