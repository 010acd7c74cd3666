/** Days of law are days of Vietnam, wherever the machine stands. */
export const zoneOfVietnam = 'Asia/Ho_Chi_Minh';

/** The day in Vietnam on which an instant falls. */
export function dayInVietnam(instant: Temporal.Instant | string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zoneOfVietnam).toPlainDate();
}

/** The day that it is in Vietnam now. */
export function todayInVietnam(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(zoneOfVietnam);
}

/** The first instant of a day in Vietnam. */
export function startOfDayInVietnam(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(zoneOfVietnam).toInstant();
}
