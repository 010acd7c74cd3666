/** A leave in whole months and the calendar days after the last of them. */
export interface MonthsAndDays {
  readonly months: number;
  readonly oddDays: number;
}

/**
 * How long a leave is from its first day to the day after its last: whole months, then single days (Law 41/2024/QH15
 * Art. 59(3) pays those by the thirtieth). Nothing when it ends before it begins.
 */
export function monthsBetween(first: Temporal.PlainDate, after: Temporal.PlainDate): MonthsAndDays {
  if (Temporal.PlainDate.compare(after, first) <= 0) return { months: 0, oddDays: 0 };
  const { months, days } = first.until(after, { largestUnit: 'months' });
  return { months, oddDays: days };
}
