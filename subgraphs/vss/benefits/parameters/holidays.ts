import { openQuestions } from './open-questions.ts';
import type { WorkCalendar } from '../working-days.ts';

/**
 * Public holidays on the same day each year: New Year, Reunification, Labour, National Day (Labour Code 2019 Art. 112).
 */
const fixed = ['01-01', '04-30', '05-01', '09-02'];

/**
 * Lunar New Year, the Hùng Kings' day and the second National Day, with the days off in their place. The Government
 * announces them for each year: a year that is not here yet has its fixed holidays only.
 */
const announced: Readonly<Record<number, readonly string[]>> = {
  2025: ['01-27', '01-28', '01-29', '01-30', '01-31', '04-07', '09-01'],
  2026: ['02-16', '02-17', '02-18', '02-19', '02-20', '04-27', '09-01'],
};

/** The holidays of the years that a span touches, one year more at its end; ISO 8601. */
function holidaysAround(from: Temporal.PlainDate, to: Temporal.PlainDate): ReadonlySet<string> {
  const years = Array.from({ length: to.year - from.year + 2 }, (_, index) => from.year + index);
  return new Set(
    years.flatMap((year) => [...fixed, ...(announced[year] ?? [])].map((day) => `${year}-${day}`)),
  );
}

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
