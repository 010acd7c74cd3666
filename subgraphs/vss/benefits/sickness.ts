import { grant, refuse, type Assessment } from './assessment.ts';
import { highestBase, sicknessBase, type SalaryFacts } from './contribution-base.ts';
import { totalDays, type LeaveDays } from './leave-days.ts';
import { payLine, type LineFacts } from './line.ts';
import { inForce } from './parameters/dated.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import {
  armedForcesPercent,
  longTermPercent,
  sicknessDivisor,
  sicknessPercent,
  stepOf,
} from './parameters/sickness.ts';
import type { ReasonCode } from './reasons/reasons.ts';
import { sickDaysQuota, type QuotaFacts } from './sick-days-quota.ts';

/** Why a leave is no sickness leave at all (Law 41/2024/QH15 Art. 42(2)(a)-(c)). */
export type Exclusion = 'EXCLUDED_SELF_INFLICTED' | 'EXCLUDED_DRUG_USE' | 'EXCLUDED_OCCUPATIONAL_FIRST_LEAVE';

export interface SicknessFacts extends QuotaFacts {
  readonly exclusion?: Exclusion | undefined;
  /** Art. 2(1)(d): paid in full for the days of treatment and of prescribed leave, without a quota. */
  readonly armedForces: boolean;
  /** The disease is on the list of Circular 25/2025/TT-BYT. */
  readonly longTermDisease: boolean;
  readonly leave: LeaveDays;
  /** Days of the quota of a year that other leaves have used. */
  readonly used: (year: number) => number;
  readonly salary: SalaryFacts;
}

/** The benefit for one's own sickness (Law 41/2024/QH15 Art. 42, 43, 45). */
export function assessSickness(facts: SicknessFacts): Assessment {
  const { exclusion, leave } = facts;
  if (exclusion !== undefined) return refuse(exclusion, { days: 0 });
  if (totalDays(leave) === 0) {
    return refuse(leave.overlapping > 0 ? 'EXCLUDED_OVERLAP' : 'NO_WORKING_DAY', { days: 0 });
  }
  return facts.armedForces ? assessArmedForces(facts) : assessOrdinary(facts);
}

function assessArmedForces({ on, leave, salary }: SicknessFacts): Assessment {
  const { value, article } = inForce(armedForcesPercent, on);
  const days = totalDays(leave);
  const line = dayLine(on, salary, {
    kind: 'SICKNESS',
    days,
    ratePercent: value,
    articles: ['Law 41/2024/QH15 Art 43(3)', article],
  });
  return grant([line], {
    days,
    reasons: overlapReasons(leave),
    reliedOn: [...leave.reliedOn, 'ARMED_FORCES_DAYS'],
    workings: { dailyVnd: dailyAmount(line), ratePercent: value },
  });
}

function assessOrdinary(facts: SicknessFacts): Assessment {
  const { on, leave, salary, used, longTermDisease, contributionYears } = facts;
  const quota = sickDaysQuota(facts);
  const withinOf = ({ year, days }: LeaveDays['years'][number]): number =>
    Math.min(days, Math.max(0, quota.days - used(year)));
  const all = totalDays(leave);
  const within = leave.years.reduce((sum, year) => sum + withinOf(year), 0);
  const beyond = longTermDisease ? all - within : 0;
  if (within + beyond === 0) {
    return refuse('ANNUAL_QUOTA_EXHAUSTED', {
      days: 0,
      workings: { quotaDays: quota.days, refusedDays: all },
    });
  }
  const rate = inForce(sicknessPercent, on);
  const longTerm = inForce(longTermPercent, on);
  const withinLine = dayLine(on, salary, {
    kind: 'SICKNESS',
    days: within,
    ratePercent: rate.value,
    articles: [quota.article, rate.article],
  });
  const beyondLine = dayLine(on, salary, {
    kind: 'LONG_TERM_SICKNESS',
    days: beyond,
    ratePercent: stepOf(longTerm.value, contributionYears),
    articles: ['Law 41/2024/QH15 Art 43(2)', longTerm.article],
  });
  const reasons: ReasonCode[] = [];
  if (within + beyond < all) reasons.push('ANNUAL_QUOTA_EXCEEDED_PARTIAL');
  const reliedOn: OpenQuestion[] = [...leave.reliedOn];
  if (longTermDisease && beyond > 0 && leave.years.length > 1) reliedOn.push('YEARLY_QUOTA_OF_LONG_TERM');
  return grant([withinLine, beyondLine], {
    days: within + beyond,
    reasons: [...reasons, ...overlapReasons(leave)],
    reliedOn,
    workings: {
      quotaDays: quota.days,
      payableDays: within + beyond,
      refusedDays: all - within - beyond,
      capVnd: highestBase(salary.month).value,
      dailyVnd: dailyAmount(within > 0 ? withinLine : beyondLine),
      quotaPartDays: within,
      longTermPartDays: beyond,
      quotaPartVnd: payLine(withinLine).amount,
      longTermPartVnd: payLine(beyondLine).amount,
      ...Object.fromEntries(leave.years.map(({ year, days }) => [`workingDays${year}`, days])),
    },
  });
}

function dayLine(
  on: Temporal.PlainDate,
  salary: SalaryFacts,
  { articles, ...paid }: Pick<LineFacts, 'kind' | 'days' | 'ratePercent' | 'articles'>,
): LineFacts {
  const divisor = inForce(sicknessDivisor, on);
  const base = sicknessBase(salary);
  const highest = highestBase(salary.month);
  return {
    ...paid,
    base,
    divisor: divisor.value,
    articles: [
      ...articles,
      'Law 41/2024/QH15 Art 45(1)',
      ...(base.total === highest.value ? highest.articles : []),
      divisor.article,
    ],
  };
}

function dailyAmount(line: LineFacts): number {
  return payLine({ ...line, days: 1 }).amount;
}

function overlapReasons({ overlapping }: LeaveDays): ReasonCode[] {
  return overlapping > 0 ? ['OVERLAP_PARTIAL'] : [];
}
