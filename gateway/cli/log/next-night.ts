import { zoneOfVietnam } from '../../../schema/calendar/day-in-vietnam.ts';

/** When nobody asks much, in Vietnam. */
const night = Temporal.PlainTime.from('02:00');

/** Milliseconds until the next night begins. */
export function untilNight(now: Temporal.Instant): number {
  const here = now.toZonedDateTimeISO(zoneOfVietnam);
  const tonight = here.withPlainTime(night);
  const next = Temporal.ZonedDateTime.compare(tonight, here) > 0 ? tonight : tonight.add({ days: 1 });
  return here.until(next).total('milliseconds');
}
