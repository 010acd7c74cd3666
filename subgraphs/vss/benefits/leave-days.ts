import type { OpenQuestion } from './parameters/open-questions.ts';
import type { DaySpan, WorkCalendar } from '../../../schema/calendar/working-days.ts';
import { workingDaysOf } from '../../../schema/calendar/working-days.ts';

/** Working days of a leave in one calendar year; halves occur. */
export interface YearOfLeave {
  readonly year: number;
  readonly days: number;
}

export interface LeaveDays {
  readonly years: readonly YearOfLeave[];
  /** Working days that are days of another leave too. */
  readonly overlapping: number;
  readonly reliedOn: readonly OpenQuestion[];
}

/**
 * The working days of spans of leave, each counted once, by the year in which it falls (Circular 12/2025/TT-BNV
 * Art. 4(5)), without those of another leave (Art. 42(2)(d), Circular 12/2025/TT-BNV Art. 4(4)).
 */
export function leaveBetween(
  spans: readonly DaySpan[],
  calendar: WorkCalendar,
  otherLeave: ReadonlySet<string>,
): LeaveDays {
  const days = new Map(
    spans.flatMap((span) => workingDaysOf(span, calendar)).map((day) => [day.toString(), day]),
  );
  const counted = [...days].filter(([day]) => !otherLeave.has(day)).map(([, day]) => day);
  const years = Map.groupBy(counted, ({ year }) => year);
  return {
    years: [...years]
      .map(([year, inYear]) => ({ year, days: inYear.length }))
      .toSorted((one, other) => one.year - other.year),
    overlapping: days.size - counted.length,
    reliedOn: [],
  };
}

/** A leave whose working days were counted by who reports it. */
export function leaveOf(days: number, year: number, reliedOn: readonly OpenQuestion[] = []): LeaveDays {
  return { years: [{ year, days }], overlapping: 0, reliedOn };
}

/** All days of a leave. */
export function totalDays({ years }: LeaveDays): number {
  return years.reduce((sum, { days }) => sum + days, 0);
}

/** Hours off as days, and whether that rests on the answer to an open question. */
export interface HoursAsDays {
  readonly days: number;
  readonly reliedOn: readonly OpenQuestion[];
}

/**
 * Hours of leave in days: less than half a day is half a day, from half to under one day is one day (Art. 45(5)).
 * Exactly half is taken as a half-day leave: the open question EXACT_HALF_DAY.
 */
export function daysOfHours(hours: number, hoursPerDay: number): HoursAsDays {
  const whole = Math.floor(hours / hoursPerDay);
  const rest = hours - whole * hoursPerDay;
  if (rest === 0) return { days: whole, reliedOn: [] };
  if (rest * 2 === hoursPerDay) return { days: whole + 0.5, reliedOn: ['EXACT_HALF_DAY'] };
  return { days: whole + (rest * 2 < hoursPerDay ? 0.5 : 1), reliedOn: [] };
}
