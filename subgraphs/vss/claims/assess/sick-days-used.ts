import type { BenefitEvent, ClaimRecord, InsuredPersonRecord } from '../../collections.ts';
import type { AskedBenefit } from './claim-basis.ts';
import type { OwnRecords } from './own-records.ts';

const ownIllness: readonly BenefitEvent[] = ['OWN_ILLNESS', 'LONG_TERM_ILLNESS'];

/** Days of the yearly quota that were paid before, by year: of the claimant's own, or of this child's (Art. 43, 44). */
export function sickDaysUsed(
  { insured, otherClaims }: Pick<OwnRecords, 'insured' | 'otherClaims'>,
  { id, childId }: Pick<AskedBenefit, 'id' | 'childId'>,
  quota: 'OWN' | 'CHILD',
): Readonly<Record<string, number>> {
  const others = otherClaims.filter((claim) => claim.id !== id);
  if (quota === 'OWN') return ownSickDaysPaid(insured, others);
  return daysByYear(
    others.filter((claim) => claim.event === 'CHILD_ILLNESS' && claim.childId === childId),
    {},
  );
}

/**
 * Own sick days paid by year: those that the insurance record was kept with, and those of claims that were assessed here
 * since. A claim is one document, so what it pays is counted where it is, and not copied.
 */
export function ownSickDaysPaid(
  { sicknessDaysPaid }: InsuredPersonRecord,
  claims: readonly ClaimRecord[],
): Readonly<Record<string, number>> {
  return daysByYear(
    claims.filter(({ event, assessment }) => ownIllness.includes(event) && assessment !== undefined),
    sicknessDaysPaid,
  );
}

function daysByYear(
  claims: readonly ClaimRecord[],
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const days: Record<string, number> = { ...before };
  for (const { leaveFrom, decision, assessment } of claims) {
    if (decision === undefined || decision.amount === 0) continue;
    const years = assessment?.quotaDays ?? { [leaveFrom.slice(0, 4)]: decision.paidDays };
    for (const [year, count] of Object.entries(years)) days[year] = (days[year] ?? 0) + count;
  }
  return days;
}
