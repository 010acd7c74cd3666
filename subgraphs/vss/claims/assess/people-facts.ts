import type { ClaimRecord } from '../../collections.ts';
import type { ClaimBasis } from './claim-basis.ts';
import { isPending, wasGranted } from './own-records.ts';
import type { Doubt } from './stored-assessment.ts';

/** Nobody is on leave after their death. */
export function doubtsAboutClaimant({ asked, gathered }: ClaimBasis): readonly Doubt[] {
  const { diedOn } = gathered.claimant;
  return diedOn !== undefined && diedOn <= asked.leaveTo ? ['CLAIMANT_DIED'] : [];
}

/**
 * What is doubted about the child: who represents it without being a parent is no parent, whose leave it would be (Art. 44,
 * 53); a notice is no register; and whether it lived as long as the leave.
 */
export function doubtsAboutChild({ asked, gathered: { child }, kinship }: ClaimBasis): readonly Doubt[] {
  return [
    ...(kinship === 'REPRESENTATIVE' || kinship === 'ATTESTED'
      ? (['FAMILY_RELATION_NOT_PROVEN'] as const)
      : []),
    ...(child?.diedOn !== undefined && child.diedOn <= asked.leaveTo ? (['CHILD_DIED'] as const) : []),
  ];
}

/** Where one parent alone may be paid: whether the other was, or asks too (Art. 56(3), 94(3)). */
export function otherParent({ asked, own }: ClaimBasis): {
  readonly paid: boolean;
  readonly doubts: readonly Doubt[];
} {
  const same = ofOtherParent(asked, own.claimsAboutChild);
  const asks = same.some(isPending);
  return { paid: same.some(wasGranted), doubts: asks ? ['OTHER_PARENT_CLAIMS'] : [] };
}

/** Of the claims about a child those of somebody else for what one parent alone is paid. */
export function ofOtherParent(
  asked: Pick<ClaimRecord, 'claimantId' | 'scheme'>,
  claimsAboutChild: readonly ClaimRecord[],
): readonly ClaimRecord[] {
  return claimsAboutChild.filter(
    ({ claimantId, scheme, event }) =>
      claimantId !== asked.claimantId &&
      scheme === asked.scheme &&
      (scheme === 'VOLUNTARY_MATERNITY' || event === 'ADOPTION'),
  );
}
