import type { ClaimRecord } from '../../collections.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { claimIdOf, type SubmittedClaim } from './submission.ts';

/** More claims than one person ever has of one scheme; a bound, not a page. */
const allClaims = 1000;

/** The claim that was made before for the same benefit, and may still give something; undefined where there is none. */
export async function claimBefore(
  claims: ClaimCollections['claims'],
  submitted: SubmittedClaim,
): Promise<ClaimRecord | undefined> {
  for (let round = 0; ; round += 1) {
    const same = await claims.get(claimIdOf(submitted, round));
    if (!same) return filedBefore(claims, submitted);
    if (!endedWithoutBenefit(same)) return same;
  }
}

/** A claim for the same benefit whose id is not made from it: it was filed on paper, or by another system. */
export async function filedBefore(
  claims: ClaimCollections['claims'],
  { claimantId, childId, scheme, leaveFrom }: SubmittedClaim,
): Promise<ClaimRecord | undefined> {
  const equals = [claimantId, scheme];
  const same = await claims.find({ index: 'byClaimantAndScheme', equals, limit: allClaims });
  return same.find(
    (claim) =>
      claim.request === undefined &&
      claim.state !== 'DRAFT' &&
      claim.leaveFrom === leaveFrom.toString() &&
      (scheme !== 'SICKNESS' || claim.childId === childId) &&
      !endedWithoutBenefit(claim),
  );
}

/** A claim that was withdrawn or refused bars no other one. */
export function endedWithoutBenefit({ state, decision }: ClaimRecord): boolean {
  if (decision === undefined) return state === 'CLOSED';
  return decision.outcome === 'REFUSED' && state !== 'ADJUSTED';
}
