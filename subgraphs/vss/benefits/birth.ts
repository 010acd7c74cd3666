import { refuse, type Assessment } from './assessment.ts';
import { birthLeaveLength, type BirthFacts } from './birth-leave-length.ts';
import { contributionCondition, type Contributions } from './contribution-condition.ts';
import { grantLeave } from './grant-leave.ts';
import type { MonthlyBase } from './line.ts';
import { husbandHasRight, lumpSumLine } from './lump-sum.ts';
import { averageLine } from './maternity-days.ts';
import { inForce } from './parameters/dated.ts';
import { birthLeave } from './parameters/maternity.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import type { ReasonCode } from './reasons/reasons.ts';

export interface BirthClaimFacts extends BirthFacts {
  readonly average: MonthlyBase;
  readonly contributions: Contributions;
  readonly pregnancyRest: boolean;
  readonly infertility: boolean;
  readonly husband?: Contributions | undefined;
  /** Months of leave after which the mother went back to work. */
  readonly returnedAfterMonths?: number | undefined;
  readonly childDied: boolean;
  /** The job ended before the birth: she is entitled, but the leave is no contribution time (Art. 50(4)). */
  readonly jobEnded: boolean;
}

/** The benefit of a mother who gives birth: leave and lump sum (Law 41/2024/QH15 Art. 50, 53, 58, 59). */
export function assessBirth(facts: BirthClaimFacts): Assessment {
  const { birth, fetuses, contributions, pregnancyRest, infertility } = facts;
  const condition = contributionCondition({ event: birth, contributions, pregnancyRest, infertility });
  if (condition.unmet !== undefined) return withoutRight(facts, condition.unmet, condition.workings);
  const length = birthLeaveLength(facts);
  const { months, reasons, reliedOn } = monthsPaid(facts, length.months);
  const leave = averageLine('MATERNITY_LEAVE', facts.average, birth, { months }, [
    condition.article,
    length.article,
  ]);
  return grantLeave([leave, lumpSumLine(birth, fetuses)], {
    months,
    reasons,
    reliedOn: [...length.reliedOn, ...reliedOn],
    workings: { ...condition.workings, leaveIsContributionTime: facts.jobEnded ? 'NO' : 'YES' },
  });
}

/** Without a right of her own there is no leave; the lump sum is paid when her husband has one (Art. 58(1)). */
function withoutRight(
  { birth, fetuses, husband }: BirthClaimFacts,
  unmet: ReasonCode,
  workings: Assessment['workings'],
): Assessment {
  if (husband === undefined || !husbandHasRight(birth, husband)) return refuse(unmet, { workings });
  return grantLeave([lumpSumLine(birth, fetuses)], { reasons: [unmet], workings });
}

/** Who returns after four months at least keeps the whole benefit (Art. 53(1)). */
function monthsPaid(
  { birth, returnedAfterMonths, childDied }: BirthClaimFacts,
  months: number,
): {
  readonly months: number;
  readonly reasons: readonly ReasonCode[];
  readonly reliedOn: readonly OpenQuestion[];
} {
  const least = inForce(birthLeave, birth).value.earlyReturnMonths;
  const reliedOn: OpenQuestion[] = childDied ? ['CHILD_DEATH'] : [];
  if (returnedAfterMonths === undefined || returnedAfterMonths >= least) {
    return { months, reasons: [], reliedOn };
  }
  return {
    months: returnedAfterMonths,
    reasons: ['RETURNED_BEFORE_4_MONTHS'],
    reliedOn: [...reliedOn, 'EARLY_RETURN_UNDER_4_MONTHS'],
  };
}
