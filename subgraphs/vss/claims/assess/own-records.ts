import { inForce, isBefore } from '../../benefits/parameters/dated.ts';
import { birthMonthCountsFromDay } from '../../benefits/parameters/maternity.ts';
import type { ClaimRecord, ContributionRecord, InsuredPersonRecord } from '../../collections.ts';
import type { SalaryOfMonth } from './rule-facts.ts';

/** What social insurance itself holds about a claimant. */
export interface OwnRecords {
  readonly insured: InsuredPersonRecord;
  /** In order of their months. */
  readonly contributions: readonly ContributionRecord[];
  /** Other claims of the claimant, whatever became of them. */
  readonly otherClaims: readonly ClaimRecord[];
  /** The claim that is looked at, where it is stored. */
  readonly itself?: ClaimRecord | undefined;
  /** Claims about the same child or birth, of other people too. */
  readonly claimsAboutBirth: readonly ClaimRecord[];
}

/** Each contributed month with its salary, oldest first; of several contracts in a month the highest counts. */
export function contributedSalaries(
  contributions: readonly ContributionRecord[],
  scheme: ContributionRecord['scheme'],
  until: Temporal.PlainYearMonth,
): readonly SalaryOfMonth[] {
  const byMonth = new Map<string, number>();
  for (const { from, to, scheme: own, salaryBase } of contributions) {
    if (own !== scheme) continue;
    const last = earlier(Temporal.PlainYearMonth.from(to.slice(0, 7)), until);
    for (
      let month = Temporal.PlainYearMonth.from(from.slice(0, 7));
      Temporal.PlainYearMonth.compare(month, last) <= 0;
      month = month.add({ months: 1 })
    ) {
      const name = month.toString();
      byMonth.set(name, Math.max(salaryBase, byMonth.get(name) ?? 0));
    }
  }
  return [...byMonth]
    .map(([month, amount]) => ({ month, amount }))
    .toSorted((one, other) => (one.month < other.month ? -1 : 1));
}

/**
 * The salaries that an event is paid on: up to the month before it, and its own month when the event is on the 15th or
 * later and the month is contributed (Circular 12/2025/TT-BNV Art. 8(2)). Of an event that an older law decides, for which
 * no rule of this one gives anything, up to the month before it.
 */
export function salariesBefore(
  contributions: readonly ContributionRecord[],
  scheme: ContributionRecord['scheme'],
  event: Temporal.PlainDate,
): readonly SalaryOfMonth[] {
  const own = event.toPlainYearMonth();
  const last = countsItsMonth(event) ? own : own.subtract({ months: 1 });
  return contributedSalaries(contributions, scheme, last);
}

function countsItsMonth(event: Temporal.PlainDate): boolean {
  return (
    !isBefore(birthMonthCountsFromDay, event) && event.day >= inForce(birthMonthCountsFromDay, event).value
  );
}

/** The contribution of a month; where none is recorded for it, the latest before. */
export function contributionAt(
  contributions: readonly ContributionRecord[],
  on: string,
): ContributionRecord | undefined {
  return contributions.findLast(({ from, scheme }) => scheme === 'COMPULSORY' && from <= on);
}

/**
 * Whether somebody was insured at an event, for whoever's book is closed by now: until the month after the last that was
 * contributed. A gap in a book that is open is a leave, and takes no right away.
 */
export function wasInsured({ insured, contributions }: OwnRecords, event: string): boolean {
  if (insured.status !== 'CLOSED') return true;
  const before = Temporal.PlainYearMonth.from(event.slice(0, 7)).subtract({ months: 1 }).toString();
  return contributions.some(({ scheme, to }) => scheme === 'COMPULSORY' && to.slice(0, 7) >= before);
}

/** A claim that was granted something; its days are not paid a second time. */
export function wasGranted({ state, decision }: ClaimRecord): boolean {
  return decision !== undefined && decision.amount > 0 && state !== 'ADJUSTED';
}

/** A claim that may still be granted something. */
export function isPending({ state }: ClaimRecord): boolean {
  return ['SUBMITTED', 'RECEIVED', 'VERIFYING', 'WAITING_DATA', 'ADJUSTED'].includes(state);
}

function earlier(one: Temporal.PlainYearMonth, other: Temporal.PlainYearMonth) {
  return Temporal.PlainYearMonth.compare(one, other) <= 0 ? one : other;
}
