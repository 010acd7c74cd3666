import type { PolicyRule } from './policy-rule.ts';

/**
 * Splits the calendar at the days on which some policy begins or ceases to hold.
 *
 * @returns the first day of the band in which a day lies, empty before the first one; undefined for what is no day
 */
export function dayBandsOf(rules: readonly PolicyRule[]): (day: string) => string | undefined {
  const starts = [...new Set(rules.flatMap(({ days }) => days))].toSorted();
  const bandOf = (day: string) => (isDay(day) ? (starts.findLast((start) => start <= day) ?? '') : undefined);
  // Nearly all questions are about today: the band of the latest day is kept.
  let latest = { day: '', band: bandOf('') };
  return (day) => {
    if (day !== latest.day) latest = { day, band: bandOf(day) };
    return latest.band;
  };
}

/** Whether a text is a day of the calendar, ISO 8601. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
