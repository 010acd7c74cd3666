import { grant, refuse, type Assessment } from './assessment.ts';
import { contributionCondition, type ConditionFacts, type Contributions } from './contribution-condition.ts';
import type { LineFacts } from './line.ts';
import { inForce } from './parameters/dated.ts';
import { lumpSumPercent, referenceLevel } from './parameters/money.ts';

export interface LumpSumFacts extends ConditionFacts {
  readonly children: number;
  /** Paid when the mother has no right: he has it by Art. 50(2) alone. */
  readonly husband?: Contributions | undefined;
}

/** The lump sum for each child, of the month in which it is born or adopted (Law 41/2024/QH15 Art. 58(4)). */
export function lumpSumLine(event: Temporal.PlainDate, children: number): LineFacts {
  const level = inForce(referenceLevel, event);
  const rate = inForce(lumpSumPercent, event);
  return {
    kind: 'LUMP_SUM',
    base: { total: level.value, months: 1 },
    ratePercent: rate.value,
    children,
    divisor: 1,
    articles: [rate.article, level.article],
  };
}

/** The lump sum by itself: of the mother, else of her husband (Law 41/2024/QH15 Art. 58(1)). */
export function assessLumpSum(facts: LumpSumFacts): Assessment {
  if (facts.children === 0) return refuse('NO_CHILD_OR_FETUS');
  const own = contributionCondition(facts);
  if (own.unmet === undefined) return grant([lumpSumLine(facts.event, facts.children)], own);
  const { event, husband } = facts;
  if (husband === undefined || !husbandHasRight(event, husband)) return refuse(own.unmet, own);
  const line = lumpSumLine(event, facts.children);
  return grant([{ ...line, articles: ['Law 41/2024/QH15 Art 58(1)', ...line.articles] }], own);
}

/** A birth as the lump sum of its father asks for it. */
export interface FathersLumpSumFacts {
  readonly birth: Temporal.PlainDate;
  readonly children: number;
  readonly mother: Contributions;
  readonly father: Contributions;
}

/**
 * What a father is granted, with the lump sum that is his when the mother has no right to it and he has one (Law
 * 41/2024/QH15 Art. 58(1)): also where his days are refused.
 */
export function withFathersLumpSum(
  leave: Assessment,
  { birth, children, mother, father }: FathersLumpSumFacts,
): Assessment {
  const hers = { event: birth, contributions: mother, pregnancyRest: false, infertility: false };
  if (contributionCondition(hers).unmet === undefined || !husbandHasRight(birth, father)) return leave;
  const line = lumpSumLine(birth, children);
  const articles = ['Law 41/2024/QH15 Art 58(1)', ...line.articles];
  return grant([...leave.lines, { ...line, articles }], leave);
}

/** Whether the husband fulfils Art. 50(2), the one condition that Art. 58(1) asks of him. */
export function husbandHasRight(event: Temporal.PlainDate, contributions: Contributions): boolean {
  const facts = { event, contributions, pregnancyRest: false, infertility: false };
  return contributionCondition(facts).unmet === undefined;
}
