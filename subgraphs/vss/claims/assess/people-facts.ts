import type { ClaimBasis } from './claim-basis.ts';
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
