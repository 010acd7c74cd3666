import type { MonthlyBase } from './line.ts';
import { inForce, isBefore } from './parameters/dated.ts';
import type { Dong } from './parameters/money.ts';
import { baseLimits, referenceLevel } from './parameters/money.ts';

/**
 * The highest salary that a month is contributed on, and the articles that say so. What was contributed before the first
 * limit that is known here was held to the limit of its own day, and counts as it was contributed.
 */
export function highestBase(month: Temporal.PlainYearMonth): { value: Dong; articles: readonly string[] } {
  const on = month.toPlainDate({ day: 1 });
  if (isBefore(baseLimits, on)) return { value: Number.POSITIVE_INFINITY, articles: [] };
  const level = inForce(referenceLevel, on);
  const limits = inForce(baseLimits, on);
  return { value: level.value * limits.value.highest, articles: [limits.article, level.article] };
}

/** The salary of a contract as a month is contributed on it: neither under nor over the limits of Art. 31(1)(đ). */
function contributedOn(salary: Dong, month: Temporal.PlainYearMonth): Dong {
  const on = month.toPlainDate({ day: 1 });
  const lowest = inForce(referenceLevel, on).value * inForce(baseLimits, on).value.lowest;
  return Math.min(Math.max(salary, lowest), highestBase(month).value);
}

/** What is known of the salary before a sickness leave. */
export interface SalaryFacts {
  /** The month before that of the leave, or the first one after a return. */
  readonly month: Temporal.PlainYearMonth;
  /** As contributed. */
  readonly base?: Dong | undefined;
  /** As in the contract, where no contribution is recorded yet. */
  readonly contract?: Dong | undefined;
}

/**
 * The base of a sickness benefit: the salary of the nearest month before the leave, or that of the month itself for
 * who has just begun or come back (Art. 45(1)), capped.
 */
export function sicknessBase({ month, base, contract = 0 }: SalaryFacts): MonthlyBase {
  const total =
    base === undefined ? contributedOn(contract, month) : Math.min(base, highestBase(month).value);
  return { total, months: 1 };
}
