import type { ClaimRecord, ClaimState } from './collections.ts';

/**
 * Whether a claim is being worked on: it was submitted and its file is not closed. A paid claim is open still, since it
 * is decided again when its evidence is corrected; a draft is its author's alone.
 */
export function isOpen({ state }: { readonly state: ClaimState }): boolean {
  return state !== 'DRAFT' && state !== 'CLOSED';
}

export type MaternityLeaveLength = 'UP_TO_2_MONTHS' | 'UP_TO_6_MONTHS' | 'OVER_6_MONTHS';

/** Most days of the first band: loss of a pregnancy, visits, contraception, a father's leave all end within it. */
const shortLeave = 60;

/**
 * How long a maternity leave is, in bands that are so wide that none tells the event: the longest leave after the loss
 * of a pregnancy is 50 days (Law 41/2024/QH15 Art. 52(1)), that for a birth six months and more (Art. 53). Null for
 * another benefit.
 */
export function maternityLeaveLength({
  scheme,
  leaveFrom,
  leaveTo,
}: ClaimRecord): MaternityLeaveLength | null {
  if (scheme !== 'MATERNITY') return null;
  const [from, to] = [Temporal.PlainDate.from(leaveFrom), Temporal.PlainDate.from(leaveTo)];
  if (from.until(to).days < shortLeave) return 'UP_TO_2_MONTHS';
  return Temporal.PlainDate.compare(to, from.add({ months: 6 })) < 0 ? 'UP_TO_6_MONTHS' : 'OVER_6_MONTHS';
}

/**
 * Whether the benefit of a claim was paid. A payment that is ordered, or may still be, is no "no"; a decision that
 * grants nothing is one.
 */
export function paymentOutcome({
  state,
  decision,
  payments,
}: ClaimRecord): 'MATCH' | 'MISMATCH' | 'NOT_FOUND' | 'NOT_YET_REGISTERED' {
  if (payments.length > 0) {
    return payments.every(({ paidOn }) => paidOn !== undefined) ? 'MATCH' : 'NOT_YET_REGISTERED';
  }
  if (decision !== undefined) return decision.amount > 0 ? 'NOT_YET_REGISTERED' : 'MISMATCH';
  return state === 'CLOSED' ? 'MISMATCH' : 'NOT_FOUND';
}
