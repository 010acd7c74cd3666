import { changeClaim } from '../desk/change-claim.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { payClaim } from '../decide/pay-claim.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { Mover } from '../state/move-claim.ts';
import type { ResultListRecord } from './result-list.ts';

/** How a list was paid, and by whom. */
export interface ListPaid {
  readonly paidOn: Temporal.PlainDate;
  /** The payment officer, whose case is one claim of the list. */
  readonly mover: Mover;
  /** Whether somebody else pays a claim: it would be so if it were paid alone. */
  readonly isForOthers: (claim: ClaimRecord) => Promise<boolean>;
  readonly at: Temporal.Instant;
}

/** What came of the payment of a list. */
export interface PaidClaims {
  readonly closed: number;
  readonly left: number;
  /** Opaque ids of the claimants of those that are closed. */
  readonly paid: readonly string[];
}

/**
 * Closes each claim of a list whose money order was paid. What was paid alone, or decided anew since, stays as it is; done
 * again, it closes what was left.
 *
 * @returns how many claims are closed now by this list's orders, whose they are, and how many are left
 */
export async function payList(
  { rows }: ResultListRecord,
  { claims }: Pick<ClaimCollections, 'claims'>,
  { paidOn, mover, isForOthers, at }: ListPaid,
): Promise<PaidClaims> {
  const paid = await Promise.all(
    rows.map(async ({ claimId, claimantId, orderNumber }) => {
      const listed = await claims.get(claimId);
      if (!listed || (await isForOthers(listed))) return [];
      const change = await changeClaim(claims, claimId, (claim) => {
        const made = payClaim(claim, { orderNumber, paidOn }, mover, at);
        return typeof made === 'string' ? { answer: isPaidBy(claim, orderNumber) } : { claim: made };
      });
      return change !== undefined && ('claim' in change || change.answer) ? [claimantId] : [];
    }),
  );
  const closed = paid.flat();
  return { closed: closed.length, left: rows.length - closed.length, paid: [...new Set(closed)] };
}

function isPaidBy(
  { payments }: { readonly payments: readonly { orderNumber: string; paidOn?: string }[] },
  order: string,
) {
  return payments.some(({ orderNumber, paidOn }) => orderNumber === order && paidOn !== undefined);
}
