import { refuse, type Assessment } from './assessment.ts';
import { grantLeave } from './grant-leave.ts';
import { contributionCondition, type Contributions } from './contribution-condition.ts';
import type { MonthlyBase } from './line.ts';
import { lumpSumLine } from './lump-sum.ts';
import { averageLine } from './maternity-days.ts';
import { monthsBetween } from './months-between.ts';
import { inForce } from './parameters/dated.ts';
import { childLeaveUntilMonths } from './parameters/maternity.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';

/** Whether the day on which the child reaches six months is a day of the leave: the open question ADOPTION_END. */
export type EndConvention = 'DAY_BEFORE_6_MONTHS' | 'DAY_OF_6_MONTHS';

export interface ReceivedChildFacts {
  readonly childBorn: Temporal.PlainDate;
  /** The handover: of an adopted child, or from the surrogate mother. */
  readonly received: Temporal.PlainDate;
  readonly children: number;
  readonly takesLeave: boolean;
  readonly average: MonthlyBase;
  readonly contributions: Contributions;
  readonly endConvention: EndConvention;
}

/** The leave and lump sum of who adopts a child under six months; one parent has it (Law 41/2024/QH15 Art. 56). */
export function assessAdoption(
  facts: ReceivedChildFacts & { readonly otherParentPaid: boolean },
): Assessment {
  if (facts.otherParentPaid) return refuse('OTHER_PARENT_PAID');
  const sixMonths = facts.childBorn.add({ months: inForce(childLeaveUntilMonths, facts.received).value });
  if (Temporal.PlainDate.compare(facts.received, sixMonths) >= 0) return refuse('CHILD_NOT_UNDER_6_MONTHS');
  return assessReceived(facts, { lumpSum: true, lumpSumOf: facts.received, relied: [] });
}

/**
 * The leave of a commissioning mother until the child is six months old (Law 41/2024/QH15 Art. 55). The lump sum is
 * hers when the surrogate mother has no right to it: the open question COMMISSIONED_LUMP_SUM.
 */
export function assessCommissioningMother(
  facts: ReceivedChildFacts & { readonly surrogateHasRight: boolean },
): Assessment {
  return assessReceived(facts, {
    lumpSum: !facts.surrogateHasRight,
    lumpSumOf: facts.childBorn,
    relied: ['COMMISSIONED_LUMP_SUM'],
  });
}

function assessReceived(
  facts: ReceivedChildFacts,
  {
    lumpSum,
    lumpSumOf,
    relied,
  }: {
    readonly lumpSum: boolean;
    readonly lumpSumOf: Temporal.PlainDate;
    readonly relied: readonly OpenQuestion[];
  },
): Assessment {
  const { childBorn, received, contributions, average, children } = facts;
  const until = inForce(childLeaveUntilMonths, received);
  const condition = contributionCondition({
    event: received,
    contributions,
    pregnancyRest: false,
    infertility: false,
  });
  if (condition.unmet !== undefined) return refuse(condition.unmet, condition);
  const lump = lumpSum ? [lumpSumLine(lumpSumOf, children)] : [];
  if (!facts.takesLeave) {
    if (!lumpSum) return refuse('NOTHING_LEFT', condition);
    return grantLeave(lump, { reliedOn: relied, workings: condition.workings });
  }
  const sixMonths = childBorn.add({ months: until.value });
  const after = facts.endConvention === 'DAY_OF_6_MONTHS' ? sixMonths.add({ days: 1 }) : sixMonths;
  const { months, oddDays } = monthsBetween(received, after);
  if (months + oddDays === 0 && lump.length === 0) return refuse('NOTHING_LEFT', condition);
  const line = averageLine('MATERNITY_LEAVE', average, received, { months, days: oddDays }, [
    condition.article,
    until.article,
  ]);
  return grantLeave([line, ...lump], {
    months,
    oddDays,
    reliedOn: ['ADOPTION_END', ...relied],
    workings: condition.workings,
  });
}
