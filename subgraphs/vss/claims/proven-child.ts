import type { ClaimRecord } from '../collections.ts';

type Named = Pick<ClaimRecord, 'childId' | 'provenChildId'>;

/** The child of a claim that is proven to be its claimant's; undefined where there is none, or it is not proven. */
export function provenChildOf({ childId, provenChildId }: Named): string | undefined {
  return childId !== undefined && childId === provenChildId ? childId : undefined;
}

/** Whether a claim names somebody of whom nothing proves that they are the claimant's: all that is known is the claimant's word. */
export function namesUnprovenChild(claim: Named): boolean {
  return claim.childId !== undefined && provenChildOf(claim) === undefined;
}
