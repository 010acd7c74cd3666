/** First and last day, both included. */
export interface DaySpan {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** When an employer, or an agency, does not work. */
export interface WorkCalendar {
  /** Days of the week, 1 Monday to 7 Sunday. */
  readonly weeklyRest: ReadonlySet<number>;
  /** ISO 8601. */
  readonly holidays: ReadonlySet<string>;
}

/** The calendar days of a span; none when it ends before it begins. */
export function daysOf({ from, to }: DaySpan): Temporal.PlainDate[] {
  const length = from.until(to, { largestUnit: 'days' }).days + 1;
  return Array.from({ length }, (_, days) => from.add({ days }));
}

/** Whether work is done on a day: it is neither weekly rest nor a public holiday (Law 41/2024/QH15 Art. 43(1)). */
function isWorkingDay(day: Temporal.PlainDate, { weeklyRest, holidays }: WorkCalendar): boolean {
  return !weeklyRest.has(day.dayOfWeek) && !holidays.has(day.toString());
}

/** The working days of a span, in order. */
export function workingDaysOf(span: DaySpan, calendar: WorkCalendar): Temporal.PlainDate[] {
  return daysOf(span).filter((day) => isWorkingDay(day, calendar));
}

/**
 * The day on which a term of working days ends. The day that begins it does not count.
 *
 * @throws RangeError when the calendar has no working day in a year
 */
export function addWorkingDays(
  start: Temporal.PlainDate,
  days: number,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  let day = start;
  let idle = 0;
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, calendar)) {
      left -= 1;
      idle = 0;
    } else if (++idle > 366) {
      throw new RangeError('The calendar has no working day in a year: give fewer days of rest or holidays.');
    }
  }
  return day;
}
