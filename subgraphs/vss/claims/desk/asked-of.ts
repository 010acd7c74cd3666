import type { ClaimRecord } from '../../collections.ts';
import type { AskedBenefit } from '../assess/claim-basis.ts';

/** What a stored claim asks for. The event counts where its sender stated it; what the evidence told is found anew. */
export function askedOf(claim: ClaimRecord): AskedBenefit {
  const { event, statesEvent, ...rest } = claim;
  return statesEvent === false ? rest : { ...rest, event };
}
