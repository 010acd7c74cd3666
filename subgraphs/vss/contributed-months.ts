/** Consecutive months that were contributed; days are ISO 8601, of the first and of the last month. */
export interface ContributionSpell {
  readonly from: string;
  readonly to: string;
}

/** A period of whole months: those of its first and of its last day, both included. */
export interface MonthPeriod {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/**
 * How many months of a period were contributed. A month counts once, however many employers contributed for it; a
 * period that ends before it begins has none.
 *
 * @param spells in any order; they may overlap
 */
export function contributedMonths(spells: readonly ContributionSpell[], period: MonthPeriod): number {
  const first = monthOf(period.from);
  const last = monthOf(period.to);
  const inOrder = spells
    .map(({ from, to }) => ({
      from: monthOf(Temporal.PlainDate.from(from)),
      to: Math.min(last, monthOf(Temporal.PlainDate.from(to))),
    }))
    .toSorted((one, other) => one.from - other.from);
  let months = 0;
  let uncounted = first;
  for (const { from, to } of inOrder) {
    const start = Math.max(from, uncounted);
    if (to < start) continue;
    months += to - start + 1;
    uncounted = to + 1;
  }
  return months;
}

/** Months since the year 0. */
function monthOf({ year, month }: Temporal.PlainDate): number {
  return year * 12 + month - 1;
}
