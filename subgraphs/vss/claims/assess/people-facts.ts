import type { ClaimBasis } from './claim-basis.ts';
import { isPending, wasGranted } from './own-records.ts';
import type { Doubt } from './stored-assessment.ts';

/** Nobody is on leave after their death. */
export function doubtsAboutClaimant({ asked, gathered }: ClaimBasis): readonly Doubt[] {
  const { diedOn } = gathered.claimant;
  return diedOn !== undefined && diedOn <= asked.leaveTo ? ['CLAIMANT_DIED'] : [];
}

/** Whether the child is the claimant's, by the population database, and lived. */
export function doubtsAboutChild(basis: ClaimBasis): readonly Doubt[] {
  const { asked, gathered } = basis;
  if (asked.childId === undefined || gathered.child === undefined) return [];
  const isTheirs = gathered.child.isChildOfClaimant === 'MATCH';
  return [...(isTheirs ? [] : (['FAMILY_RELATION_NOT_PROVEN'] as const)), ...doubtsAboutLife(basis)];
}

/** Whether the child lived as long as the leave. */
export function doubtsAboutLife({ asked, gathered: { child } }: ClaimBasis): readonly Doubt[] {
  return child?.diedOn !== undefined && child.diedOn <= asked.leaveTo ? ['CHILD_DIED'] : [];
}

/** Where one parent alone may be paid: whether the other was, or asks too (Art. 56(3), 94(3)). */
export function otherParent({ asked, own }: ClaimBasis): {
  readonly paid: boolean;
  readonly doubts: readonly Doubt[];
} {
  const same = own.claimsAboutChild.filter(
    ({ claimantId, scheme, event }) =>
      claimantId !== asked.claimantId &&
      scheme === asked.scheme &&
      (scheme === 'VOLUNTARY_MATERNITY' || event === 'ADOPTION'),
  );
  const asks = same.some(isPending);
  return { paid: same.some(wasGranted), doubts: asks ? ['OTHER_PARENT_CLAIMS'] : [] };
}
