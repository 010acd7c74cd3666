import { refuse, type Assessment } from './assessment.ts';
import { grantLeave } from './grant-leave.ts';
import { birthLeaveLength } from './birth-leave-length.ts';
import { contributionCondition, type Contributions } from './contribution-condition.ts';
import type { MonthlyBase } from './line.ts';
import { lumpSumLine } from './lump-sum.ts';
import { averageLine } from './maternity-days.ts';
import { monthsBetween } from './months-between.ts';
import { inForce } from './parameters/dated.ts';
import { surrogateDays } from './parameters/maternity.ts';

export interface SurrogateMotherFacts {
  readonly birth: Temporal.PlainDate;
  /** First day of the leave: the birth, or up to two months before it. */
  readonly leaveStart: Temporal.PlainDate;
  readonly handover: Temporal.PlainDate;
  readonly fetuses: number;
  readonly average: MonthlyBase;
  readonly contributions: Contributions;
}

/**
 * The leave of a surrogate mother: until she hands the child over, sixty days after the birth at least, and never
 * longer than the leave of a birth (Law 41/2024/QH15 Art. 54).
 */
export function assessSurrogateMother(facts: SurrogateMotherFacts): Assessment {
  const { birth, leaveStart, handover, fetuses, average, contributions } = facts;
  const condition = contributionCondition({
    event: birth,
    contributions,
    pregnancyRest: false,
    infertility: false,
  });
  if (condition.unmet !== undefined) return refuse(condition.unmet, condition);
  const least = inForce(surrogateDays, birth);
  const longest = leaveStart.add({ months: birthLeaveLength({ birth, fetuses, livingBefore: 0 }).months });
  const sixtyDays = birth.add({ days: least.value });
  const after = earlier(longest, later(handover, sixtyDays));
  const { months, oddDays } =
    leaveStart.equals(birth) && after.equals(sixtyDays)
      ? { months: 0, oddDays: least.value }
      : monthsBetween(leaveStart, after);
  const line = averageLine('MATERNITY_LEAVE', average, birth, { months, days: oddDays }, [
    condition.article,
    least.article,
  ]);
  return grantLeave([line, lumpSumLine(birth, fetuses)], { months, oddDays, workings: condition.workings });
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one;
}

function earlier(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? one : other;
}
