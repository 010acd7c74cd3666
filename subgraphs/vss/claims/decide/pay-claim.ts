import type { ClaimRecord } from '../../collections.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from '../state/move-claim.ts';

/** The claim whose ordered payment was made, with which its file ends; or why it is not so. */
export function payClaim(
  claim: ClaimRecord,
  { orderNumber, paidOn }: { readonly orderNumber: string; readonly paidOn: Temporal.PlainDate },
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | MoveRefused | 'NO_SUCH_ORDER' {
  const refused = moveRefused(claim, 'PAY', mover);
  if (refused) return refused;
  const isOrdered = claim.payments.some((payment) => payment.orderNumber === orderNumber && !payment.paidOn);
  if (!isOrdered) return 'NO_SUCH_ORDER';
  const payments = claim.payments.map((payment) =>
    payment.orderNumber === orderNumber ? { ...payment, paidOn: paidOn.toString() } : payment,
  );
  return moveClaim(claim, 'PAY', mover, at, { payments });
}
