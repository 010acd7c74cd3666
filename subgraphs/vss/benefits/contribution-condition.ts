import { inForce } from './parameters/dated.ts';
import { birthMonthCountsFromDay, contributionTerms } from './parameters/maternity.ts';
import type { ReasonCode } from './reasons/reasons.ts';

/** Contributions as counts that somebody made, or month by month. */
export interface Contributions {
  /** Each contributed month, of compulsory insurance; the counts are made from them. */
  readonly months?: readonly Temporal.PlainYearMonth[] | undefined;
  readonly in12?: number | undefined;
  readonly in24?: number | undefined;
  readonly total?: number | undefined;
}

export interface MonthWindow {
  readonly from: Temporal.PlainYearMonth;
  readonly to: Temporal.PlainYearMonth;
}

export interface ConditionFacts {
  /** The birth, or the day on which a child is received. */
  readonly event: Temporal.PlainDate;
  readonly contributions: Contributions;
  readonly pregnancyRest: boolean;
  readonly infertility: boolean;
}

export interface Condition {
  /** Why the right is missing; undefined when it is there. */
  readonly unmet?: ReasonCode;
  readonly article: string;
  readonly workings: Readonly<Record<string, number | string>>;
}

/**
 * The months before an event that count: up to the month before it, or its own month when the event is on the 15th or
 * later and that month is contributed (Circular 12/2025/TT-BNV Art. 8(2)).
 */
export function windowBefore(
  event: Temporal.PlainDate,
  months: readonly Temporal.PlainYearMonth[],
  length: number,
): MonthWindow {
  const own = event.toPlainYearMonth();
  const counts =
    event.day >= inForce(birthMonthCountsFromDay, event).value && months.some((month) => month.equals(own));
  const to = counts ? own : own.subtract({ months: 1 });
  return { from: to.subtract({ months: length - 1 }), to };
}

/** Months of a window that are contributed, each once. */
export function monthsWithin(
  months: readonly Temporal.PlainYearMonth[],
  { from, to }: MonthWindow,
): Temporal.PlainYearMonth[] {
  const compare = Temporal.PlainYearMonth.compare;
  const distinct = new Map(months.map((month) => [month.toString(), month]));
  return [...distinct.values()]
    .filter((month) => compare(from, month) <= 0 && compare(month, to) <= 0)
    .toSorted(compare);
}

/** Whether the contributions give the right to the benefit for a birth (Law 41/2024/QH15 Art. 50(2), (3), (5)). */
export function contributionCondition(facts: ConditionFacts): Condition {
  const { event, contributions, pregnancyRest, infertility } = facts;
  const ordinary = inForce(contributionTerms.ordinary, event);
  const rest = inForce(contributionTerms.pregnancyRest, event);
  const treated = inForce(contributionTerms.infertility, event);
  const paid12 = paidWithin(contributions, event, ordinary.value.within);
  const workings = workingsOf(contributions, event, paid12);
  if (paid12 >= ordinary.value.paid) return { article: ordinary.article, workings };
  if (infertility) {
    const enough = paidWithin(contributions, event, treated.value.within) >= treated.value.paid;
    if (enough) return { article: treated.article, workings };
    if (!pregnancyRest) return { unmet: 'CONTRIBUTION_6_OF_24_NOT_MET', article: treated.article, workings };
  }
  if (!pregnancyRest) return { unmet: 'CONTRIBUTION_6_OF_12_NOT_MET', article: ordinary.article, workings };
  if (paidWithin(contributions, event, rest.value.within) < rest.value.paid) {
    return { unmet: 'CONTRIBUTION_3_OF_12_NOT_MET', article: rest.article, workings };
  }
  const total = contributions.months?.length ?? contributions.total ?? 0;
  return total < rest.value.total
    ? { unmet: 'CONTRIBUTION_12_IN_ALL_NOT_MET', article: rest.article, workings }
    : { article: rest.article, workings };
}

function paidWithin(contributions: Contributions, event: Temporal.PlainDate, length: 12 | 24): number {
  const { months, in12 = 0, in24 = in12 } = contributions;
  if (months !== undefined) return monthsWithin(months, windowBefore(event, months, length)).length;
  return length === 12 ? in12 : in24;
}

function workingsOf(
  { months }: Contributions,
  event: Temporal.PlainDate,
  monthsFound: number,
): Condition['workings'] {
  if (months === undefined) return { monthsFound };
  const { from, to } = windowBefore(event, months, 12);
  return { monthsFound, windowFrom: from.toString(), windowTo: to.toString() };
}
