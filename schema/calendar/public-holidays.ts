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
export function holidaysAround(from: Temporal.PlainDate, to: Temporal.PlainDate): ReadonlySet<string> {
  const years = Array.from({ length: to.year - from.year + 2 }, (_, index) => from.year + index);
  return new Set(
    years.flatMap((year) => [...fixed, ...(announced[year] ?? [])].map((day) => `${year}-${day}`)),
  );
}
