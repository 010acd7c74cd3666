/** A calendar day as the number of days since 1970-01-01: compares and subtracts as a number. */
export type Day = number;

const epoch = Temporal.PlainDate.from('1970-01-01');
const dates = new Map<Day, Temporal.PlainDate>();
const texts = new Map<Day, string>();

/** The day of an ISO date, for example `2026-11-23`. Throws RangeError for any other text. */
export function dayOf(iso: string): Day {
  return epoch.until(Temporal.PlainDate.from(iso), { largestUnit: 'day' }).days;
}

/** The ISO date of a day. Kept in memory: a world uses some forty thousand days, each of them very often. */
export function isoDay(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = dateOf(day).toString();
    texts.set(day, text);
  }
  return text;
}

/** The Temporal date of a day. */
export function dateOf(day: Day): Temporal.PlainDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = epoch.add({ days: day });
    dates.set(day, date);
  }
  return date;
}

/** The calendar year of a day. */
export function yearOf(day: Day): number {
  return dateOf(day).year;
}

/** The day `months` later (or earlier); the last day of the month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = dateOf(day);
  const first = firstOfMonth(year, month + months);
  const length = firstOfMonth(year, month + months + 1) - first;
  return first + Math.min(dayOfMonth, length) - 1;
}

/** The first day of the month in which a day lies. */
export function monthStart(day: Day): Day {
  return day - dateOf(day).day + 1;
}

/** The first day of a year. */
export function yearStart(year: number): Day {
  return firstOfMonth(year, 1);
}

/** Full years of age on a day. */
export function ageOn(born: Day, on: Day): number {
  const birth = dateOf(born);
  const date = dateOf(on);
  const beforeBirthday = date.month < birth.month || (date.month === birth.month && date.day < birth.day);
  return date.year - birth.year - (beforeBirthday ? 1 : 0);
}

/** A minute of a day in Vietnam (UTC+7, no summer time) as an RFC 3339 instant in UTC. */
export function instantAt(day: Day, minuteOfDay: number): string {
  const utc = minuteOfDay - 7 * 60;
  const shift = Math.floor(utc / 1440);
  const minute = utc - shift * 1440;
  const hh = String(Math.floor(minute / 60)).padStart(2, '0');
  const mm = String(minute % 60).padStart(2, '0');
  return `${isoDay(day + shift)}T${hh}:${mm}:00Z`;
}

/** The first day of a month, which may be counted on past the end of the year. Not by Temporal: it is asked too often. */
function firstOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / 86_400_000;
}
