import type { BenefitDecision, BenefitEvent, ClaimRecord } from '../../collections.ts';
import type { AskedBenefit } from './claim-basis.ts';
import type { OwnRecords } from './own-records.ts';

const ownIllness: readonly BenefitEvent[] = ['OWN_ILLNESS', 'LONG_TERM_ILLNESS'];

type Days = Readonly<Record<string, number>>;

/** Days of the yearly quota that were paid before, by year: of the claimant's own, or of this child's (Art. 43, 44). */
export function sickDaysUsed(
  own: Pick<OwnRecords, 'insured' | 'otherClaims' | 'itself'>,
  { childId }: Pick<AskedBenefit, 'childId'>,
  quota: 'OWN' | 'CHILD',
): Days {
  if (quota === 'OWN') return ownSickDaysPaid(own);
  return sum(
    own.otherClaims
      .filter((claim) => claim.event === 'CHILD_ILLNESS' && claim.childId === childId)
      .map((claim) => daysOf(claim, claim.decision)),
  );
}

/**
 * Own sick days paid by year: those that the insurance record was kept with, and those of claims that were decided here
 * since. A claim is one document, so what it pays is counted where it is, and not copied. What was decided on paper stands
 * in the record: of a claim that is decided anew it is taken out again, and of the one that is looked at.
 */
export function ownSickDaysPaid({
  insured: { sicknessDaysPaid },
  otherClaims,
  itself,
}: Pick<OwnRecords, 'insured' | 'otherClaims' | 'itself'>): Days {
  const claims = [...otherClaims, ...(itself ? [itself] : [])].filter(({ event }) =>
    ownIllness.includes(event),
  );
  const changes = claims.map((claim) => {
    const recorded = daysOf(claim, paperDecision(claim));
    const paid = claim === itself ? {} : daysOf(claim, claim.decision);
    return sum([paid, negative(recorded)]);
  });
  const days = sum([sicknessDaysPaid, ...changes]);
  return Object.fromEntries(Object.entries(days).map(([year, count]) => [year, Math.max(0, count)]));
}

/** The decision of a claim that was decided on paper; undefined where all were made here. */
function paperDecision({ request, decidedBy, decision, formerDecisions }: ClaimRecord) {
  if (request !== undefined) return undefined;
  return decidedBy === undefined ? decision : formerDecisions?.[0];
}

/** Days by year that a decision of a claim takes of the quota; of one on paper all that it paid. */
function daysOf(
  { leaveFrom, assessment, decidedBy }: ClaimRecord,
  decision: BenefitDecision | undefined,
): Days {
  if (decision === undefined || decision.amount === 0) return {};
  return (decidedBy && assessment?.quotaDays) ?? { [leaveFrom.slice(0, 4)]: decision.paidDays };
}

function negative(days: Days): Days {
  return Object.fromEntries(Object.entries(days).map(([year, count]) => [year, -count]));
}

function sum(parts: readonly Days[]): Days {
  const days: Record<string, number> = {};
  for (const [year, count] of parts.flatMap((part) => Object.entries(part))) {
    days[year] = (days[year] ?? 0) + count;
  }
  return days;
}
