import { grant, refuse, type Assessment } from './assessment.ts';
import type { LineFacts } from './line.ts';
import {
  afterMaternity,
  afterSickness,
  convalescencePercent,
  type LastSickness,
} from './parameters/convalescence.ts';
import { inForce } from './parameters/dated.ts';
import { referenceLevel } from './parameters/money.ts';
import type { ReasonCode } from './reasons/reasons.ts';

interface ConvalescenceFacts {
  /** The day on which the convalescence begins. */
  readonly on: Temporal.PlainDate;
  /** Calendar days that employer and union grant: weekly rest and holidays are days of it. */
  readonly granted: number;
  /** Days of convalescence already taken: in the year (sickness), after this birth (maternity). */
  readonly used: number;
  /** Since the sickness or maternity leave ended. */
  readonly daysSince: number;
}

export interface AfterSicknessFacts extends ConvalescenceFacts {
  readonly sickDaysInYear: number;
  /** The kind of the last spell decides (Circular 12/2025/TT-BNV Art. 7). */
  readonly last: LastSickness;
}

export interface AfterMaternityFacts extends ConvalescenceFacts {
  readonly children: number;
  readonly surgery: boolean;
  readonly returnedEarly: boolean;
}

/** Convalescence after sickness (Law 41/2024/QH15 Art. 46). */
export function assessAfterSickness(facts: AfterSicknessFacts): Assessment {
  const { value: rule, article } = inForce(afterSickness, facts.on);
  if (facts.sickDaysInYear < rule.sickDays) return refuse('LESS_THAN_30_SICK_DAYS', { days: 0 });
  if (facts.daysSince > rule.withinDays) return refuse('OUTSIDE_30_DAYS', { days: 0 });
  const most = Math.min(facts.granted, rule.days[facts.last]);
  const days = Math.min(most, Math.max(0, rule.daysAYear - facts.used));
  if (days === 0) return refuse('ANNUAL_QUOTA_EXHAUSTED', { days: 0 });
  const reasons: ReasonCode[] = [];
  if (days < most) reasons.push('ANNUAL_CEILING_PARTIAL');
  if (most < facts.granted) reasons.push('PER_EVENT_CAP');
  return grantDays(facts.on, days, article, reasons);
}

/** Convalescence after maternity (Law 41/2024/QH15 Art. 60). */
export function assessAfterMaternity(facts: AfterMaternityFacts): Assessment {
  const { value: rule, article } = inForce(afterMaternity, facts.on);
  if (facts.returnedEarly) return refuse('RETURNED_EARLY', { days: 0 });
  if (facts.daysSince > rule.withinDays) return refuse('OUTSIDE_30_DAYS', { days: 0 });
  const most = mostAfterMaternity(facts, rule);
  const days = Math.min(facts.granted, Math.max(0, most - facts.used));
  if (days === 0) return refuse('NOTHING_LEFT', { days: 0 });
  return grantDays(facts.on, days, article, days < facts.granted ? ['PER_EVENT_CAP'] : []);
}

function mostAfterMaternity(
  { children, surgery }: AfterMaternityFacts,
  rule: { readonly multiple: number; readonly surgery: number; readonly other: number },
): number {
  if (children > 1) return rule.multiple;
  return surgery ? rule.surgery : rule.other;
}

function grantDays(
  on: Temporal.PlainDate,
  days: number,
  article: string,
  reasons: readonly ReasonCode[],
): Assessment {
  const level = inForce(referenceLevel, on);
  const rate = inForce(convalescencePercent, on);
  const line: LineFacts = {
    kind: 'CONVALESCENCE',
    base: { total: level.value, months: 1 },
    ratePercent: rate.value,
    days,
    divisor: 1,
    articles: [article, rate.article, level.article],
  };
  return grant([line], { days, reasons, workings: { dailyVnd: (level.value * rate.value) / 100 } });
}
