import { inForce } from './parameters/dated.ts';
import { sickDays, stepOf, type WorkingConditions } from './parameters/sickness.ts';

export interface QuotaFacts {
  readonly on: Temporal.PlainDate;
  /** Years of contributions in all, parts of a year too. */
  readonly contributionYears: number;
  /** Of the job or the area at the time of the leave (Circular 12/2025/TT-BNV Art. 4(2),(3)). */
  readonly conditions: WorkingConditions;
}

/** The working days of a calendar year, whenever in it the person joined (Law 41/2024/QH15 Art. 43(1)). */
export function sickDaysQuota({ on, contributionYears, conditions }: QuotaFacts): {
  readonly days: number;
  readonly article: string;
} {
  const { value, article } = inForce(sickDays[conditions], on);
  return { days: stepOf(value, contributionYears), article };
}
