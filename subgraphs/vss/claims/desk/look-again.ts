import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { changeClaim } from './change-claim.ts';
import { isResolvable, type DeskOptions } from './claim-desk.ts';

/**
 * Has a claim looked at anew before it is decided: what it was assessed on is so no more.
 *
 * @param change what is known of it already
 */
export async function lookAgain(
  id: string,
  change: (claim: ClaimRecord) => ClaimRecord,
  { collections: { claims }, now }: DeskOptions,
): Promise<void> {
  await changeClaim(claims, id, (current) => {
    if (!isResolvable(current)) return { answer: undefined };
    const nextStep = { kind: 'RESOLVE', at: instantText(now()), attempts: 0 } as const;
    return { claim: { ...change(current), nextStep } };
  });
}
