import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { namesUnprovenChild } from '../proven-child.ts';
import type { ClaimRecord } from '../../collections.ts';
import { changeClaim } from './change-claim.ts';
import { isResolvable, type DeskOptions } from './claim-desk.ts';

/**
 * Lets the machine look at a claim again that names a child, was assessed, and of which nobody has asked yet whose child
 * that is: it was filed before that was asked. Whoever opens it finds it answered a little later.
 */
export async function lookAnew(
  { id }: Pick<ClaimRecord, 'id'>,
  { collections: { claims }, now }: Pick<DeskOptions, 'collections' | 'now'>,
): Promise<void> {
  await changeClaim(claims, id, (claim) =>
    isResolvable(claim) && claim.nextStep === undefined && namesUnprovenChild(claim)
      ? { claim: { ...claim, nextStep: { kind: 'RESOLVE', at: instantText(now()), attempts: 0 } } }
      : { answer: undefined },
  );
}
