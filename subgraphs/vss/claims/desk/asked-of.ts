import type { ClaimRecord } from '../../collections.ts';
import type { AskedBenefit } from '../assess/claim-basis.ts';

/**
 * What a stored claim asks for. The event counts as its sender stated it; what the evidence told is found anew. A claim
 * that was filed on paper states the event that it has.
 */
export function askedOf(claim: ClaimRecord): AskedBenefit {
  return { ...claim, event: claim.request === undefined ? claim.event : claim.statedEvent };
}
