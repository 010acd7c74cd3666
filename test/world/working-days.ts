import { dateOf, dayOf, type Day } from './calendar.ts';

/** Holidays on the same day each year: New Year, Reunification, Labour, National Day (Labour Code 2019 art. 112). */
const FIXED = new Set(['01-01', '04-30', '05-01', '09-02']);

/** Lunar New Year, the Hùng Kings' day and the second National Day of the years that papers and claims are from. */
const MOVING = new Set(
  `2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-09-01
   2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-09-01`
    .split(/\s+/)
    .map(dayOf),
);

/** Whether people work on a day: Monday to Friday, holidays left out. */
function isWorkingDay(day: Day): boolean {
  const date = dateOf(day);
  return date.dayOfWeek <= 5 && !MOVING.has(day) && !FIXED.has(date.toString().slice(5));
}

/** Working days in a closed range of days. */
export function workingDaysIn(from: Day, to: Day): number {
  let count = 0;
  for (let day = from; day <= to; day++) if (isWorkingDay(day)) count++;
  return count;
}

/** The n-th working day after a day; the day itself for 0. */
export function addWorkingDays(day: Day, count: number): Day {
  let result = day;
  for (let left = count; left > 0;) {
    result++;
    if (isWorkingDay(result)) left--;
  }
  return result;
}
