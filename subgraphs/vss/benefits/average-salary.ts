import { highestBase } from './contribution-base.ts';
import type { MonthlyBase } from './line.ts';
import { inForce } from './parameters/dated.ts';
import { averageMonths } from './parameters/maternity.ts';
import type { Dong } from './parameters/money.ts';

/** A salary as contributed in a month; the month is absent where only the order is known. */
export interface MonthlySalary {
  readonly month?: Temporal.PlainYearMonth | undefined;
  readonly amount: Dong;
}

/**
 * The base of a maternity benefit: the average of the six most recent contributed months, over gaps too (Circular
 * 12/2025/TT-BNV Art. 10(1)), or of as many as there are (Law 41/2024/QH15 Art. 59(1)). It stays a sum and a count: an
 * average that were rounded would lose đồng. A month counts up to the highest base of its own time, or of the event's
 * where the month is not known.
 *
 * @param salaries oldest first
 */
export function averageSalary(salaries: readonly MonthlySalary[], event: Temporal.PlainDate): MonthlyBase {
  const recent = salaries.slice(-inForce(averageMonths, event).value);
  const total = recent.reduce((sum, { month, amount }) => {
    return sum + Math.min(amount, highestBase(month ?? event.toPlainYearMonth()).value);
  }, 0);
  return { total, months: Math.max(1, recent.length) };
}
