import { refuse, type Assessment } from './assessment.ts';
import { birthLeaveLength, type BirthFacts } from './birth-leave-length.ts';
import { grantLeave } from './grant-leave.ts';
import { contributionCondition, type Contributions } from './contribution-condition.ts';
import type { MonthlyBase } from './line.ts';
import { husbandHasRight, lumpSumLine } from './lump-sum.ts';
import { averageLine } from './maternity-days.ts';
import { monthsBetween } from './months-between.ts';
import { inForce } from './parameters/dated.ts';
import { childLeaveUntilMonths } from './parameters/maternity.ts';

export interface RemainingLeaveFacts extends BirthFacts {
  /** The mother died, or a facility found that she cannot care for the child. */
  readonly motherGoneOn: Temporal.PlainDate;
  /** First day of her leave: the birth, or up to two months before it. */
  readonly leaveStart: Temporal.PlainDate;
  readonly mother: Contributions;
  readonly pregnancyRest: boolean;
  readonly infertility: boolean;
  /** Of the father or the carer who claims; undefined when that person is not insured. */
  readonly claimant?: Contributions | undefined;
  readonly average: MonthlyBase;
  /** Whose part is asked for: hers up to that day, or that of who takes over. */
  readonly part: 'MOTHER' | 'CARER';
}

/**
 * The leave of a mother who dies or cannot care for the child, shared on that day between her and the father or
 * carer (Law 41/2024/QH15 Art. 53(5)-(7)): hers with the lump sum, the rest by the same length; without a right of
 * hers, the insured father's until the child is six months old.
 */
export function assessRemainingLeave(facts: RemainingLeaveFacts): Assessment {
  const { birth, motherGoneOn, leaveStart, mother, pregnancyRest, infertility, average, part, fetuses } =
    facts;
  const condition = contributionCondition({
    event: birth,
    contributions: mother,
    pregnancyRest,
    infertility,
  });
  const takenOver = motherGoneOn.add({ days: 1 });
  const length = birthLeaveLength(facts);
  const hasRight = condition.unmet === undefined;
  if (!hasRight && (part === 'MOTHER' || facts.claimant === undefined)) return refuse(condition.unmet);
  const end = hasRight
    ? leaveStart.add({ months: length.months })
    : birth.add({ months: inForce(childLeaveUntilMonths, birth).value });
  const first = part === 'MOTHER' ? leaveStart : takenOver;
  const after = part === 'MOTHER' && Temporal.PlainDate.compare(takenOver, end) < 0 ? takenOver : end;
  const { months, oddDays } = monthsBetween(first, after);
  if (months + oddDays === 0) return refuse('NOTHING_LEFT');
  const line = averageLine('MATERNITY_LEAVE', average, birth, { months, days: oddDays }, [
    length.article,
    'Law 41/2024/QH15 Art 53(5)-(7)',
  ]);
  const lumpSum = hasRight ? part === 'MOTHER' : husbandHasRight(birth, facts.claimant ?? {});
  return grantLeave(lumpSum ? [line, lumpSumLine(birth, fetuses)] : [line], {
    months,
    oddDays,
    reliedOn: [...length.reliedOn, ...(part === 'CARER' ? (['MOTHERS_REMAINING_LEAVE'] as const) : [])],
    workings: condition.workings,
  });
}
