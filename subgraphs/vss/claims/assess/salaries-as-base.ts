import { averageSalary } from '../../benefits/average-salary.ts';
import type { Contributions } from '../../benefits/contribution-condition.ts';
import type { MonthlyBase } from '../../benefits/line.ts';
import type { SalaryOfMonth } from './rule-facts.ts';

/** The average that a benefit is paid on, of salaries as a claim keeps them. */
export function averageOf(salaries: readonly SalaryOfMonth[], event: string): MonthlyBase {
  const before = salaries.map(({ month, amount }) => ({
    month: Temporal.PlainYearMonth.from(month),
    amount,
  }));
  return averageSalary(before, Temporal.PlainDate.from(event));
}

/** The contributed months of salaries as a claim keeps them. */
export function contributionsOf(salaries: readonly SalaryOfMonth[]): Contributions {
  return monthsOf(salaries.map(({ month }) => month));
}

/** Contributed months, `YYYY-MM`. */
export function monthsOf(months: readonly string[]): Contributions {
  return { months: months.map((month) => Temporal.PlainYearMonth.from(month)) };
}
