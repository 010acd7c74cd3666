import type { Assessment } from './assessment.ts';
import { grantLeave } from './grant-leave.ts';
import { birthLeaveLength } from './birth-leave-length.ts';
import { contributionCondition, type Contributions } from './contribution-condition.ts';
import type { MonthlyBase } from './line.ts';
import { averageLine, grantDays } from './maternity-days.ts';
import { inForce } from './parameters/dated.ts';
import { lossAsBirthFromWeeks, lossDays } from './parameters/maternity.ts';

export interface PregnancyLossFacts {
  readonly on: Temporal.PlainDate;
  readonly weeks: number;
  readonly fetuses: number;
  /** Calendar days that the facility prescribed; not asked for where the loss is as a birth. */
  readonly days: number;
  readonly average: MonthlyBase;
  readonly contributions: Contributions;
  readonly pregnancyRest: boolean;
  readonly infertility: boolean;
}

/** Whether a loss is as a birth: 22 weeks and more, and the condition of Art. 50 is fulfilled (Art. 52(2)). */
export function isAsBirth(facts: Omit<PregnancyLossFacts, 'days' | 'average'>): boolean {
  const { on, weeks, contributions, pregnancyRest, infertility } = facts;
  if (weeks < inForce(lossAsBirthFromWeeks, on).value) return false;
  return contributionCondition({ event: on, contributions, pregnancyRest, infertility }).unmet === undefined;
}

/**
 * The benefit of a woman who lost a pregnancy: calendar days as prescribed, up to the most for the weeks (Law
 * 41/2024/QH15 Art. 52(1)), or the leave of a birth (Art. 52(2)). The longer leave for a second child does not apply
 * to a loss (Decree 168/2026/ND-CP Art. 2).
 */
export function assessPregnancyLoss(facts: PregnancyLossFacts): Assessment {
  const { on, weeks, average, fetuses } = facts;
  if (!isAsBirth(facts)) {
    const { value: steps, article } = inForce(lossDays, on);
    const most = steps.findLast(({ fromWeeks }) => fromWeeks <= weeks)?.days ?? 0;
    return grantDays(facts, 'PREGNANCY_LOSS', most, article, 'PER_EVENT_CAP');
  }
  const { months, article } = birthLeaveLength({ birth: on, fetuses, livingBefore: 0 });
  const line = averageLine('MATERNITY_LEAVE', average, on, { months }, [
    inForce(lossAsBirthFromWeeks, on).article,
    article,
  ]);
  return grantLeave([line], { months, reliedOn: ['SINGLE_STILLBIRTH_LUMP_SUM'] });
}
