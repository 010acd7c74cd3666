const offset = 7 * 60 * 60 * 1000;

/** The day in Vietnam (UTC+7 all year) on which an instant falls. */
export function localDay(instant: string): string {
  return new Date(Date.parse(instant) + offset).toISOString().slice(0, 10);
}

/** The day after a day, both ISO 8601. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
