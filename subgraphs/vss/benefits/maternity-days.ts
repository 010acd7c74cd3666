import { grant, refuse, type Assessment } from './assessment.ts';
import type { LineFacts, MonthlyBase } from './line.ts';
import { inForce, type Dated } from './parameters/dated.ts';
import {
  calendarDayDivisor,
  contraceptionDays,
  maternityPercent,
  visits,
  workingDayDivisor,
  type Contraception,
} from './parameters/maternity.ts';
import type { ReasonCode } from './reasons/reasons.ts';

/** A short leave of maternity insurance and the average salary that it is paid on. */
interface ShortLeaveFacts {
  readonly on: Temporal.PlainDate;
  readonly average: MonthlyBase;
  /** That were taken, or that the facility prescribed. */
  readonly days: number;
}

/** Leave for a prenatal visit, in working days (Law 41/2024/QH15 Art. 51). */
export function assessPrenatalVisit(facts: ShortLeaveFacts & { readonly visit: number }): Assessment {
  const { value: rule, article } = inForce(visits, facts.on);
  if (facts.visit > rule.most) return refuse('VISIT_LIMIT_REACHED', { days: 0 });
  if (facts.days === 0) return refuse('NO_WORKING_DAY', { days: 0 });
  return grantDays(facts, 'PRENATAL_VISIT', rule.daysEach, article, 'PER_VISIT_CAP');
}

/** Leave after a contraceptive measure, in calendar days as prescribed (Law 41/2024/QH15 Art. 57). */
export function assessContraception(
  facts: ShortLeaveFacts & { readonly measure: Contraception },
): Assessment {
  const { value: most, article } = inForce(contraceptionDays[facts.measure], facts.on);
  return grantDays(facts, 'CONTRACEPTION', most, article, 'PER_EVENT_CAP');
}

/** Grants days up to the most that an event gives. */
export function grantDays(
  { on, average, days: asked }: ShortLeaveFacts,
  kind: 'PRENATAL_VISIT' | 'CONTRACEPTION' | 'PREGNANCY_LOSS',
  most: number,
  article: string,
  cap: ReasonCode,
): Assessment {
  const days = Math.min(asked, most);
  const line = averageLine(kind, average, on, { days }, [article]);
  return grant([line], {
    days,
    reasons: days < asked ? [cap] : [],
    workings: { dailyVnd: Math.round(average.total / average.months / line.divisor), divisor: line.divisor },
  });
}

/** A line that is paid on the average salary, by working days for visits and fathers and by calendar days else. */
export function averageLine(
  kind: 'PRENATAL_VISIT' | 'CONTRACEPTION' | 'PREGNANCY_LOSS' | 'PATERNITY_LEAVE' | 'MATERNITY_LEAVE',
  average: MonthlyBase,
  on: Temporal.PlainDate,
  quantity: { readonly months?: number; readonly days?: number },
  articles: readonly string[],
): LineFacts {
  const rate = inForce(maternityPercent, on);
  const divisor: Dated<number> = inForce(
    kind === 'PRENATAL_VISIT' || kind === 'PATERNITY_LEAVE' ? workingDayDivisor : calendarDayDivisor,
    on,
  );
  return {
    kind,
    base: average,
    ratePercent: rate.value,
    ...quantity,
    divisor: divisor.value,
    articles: [...articles, rate.article, divisor.article],
  };
}
