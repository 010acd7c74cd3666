import type { ClaimRecord } from '../../collections.ts';
import { wasGranted } from '../assess/own-records.ts';
import { ofOtherParent } from '../assess/people-facts.ts';
import { askKinshipAgain } from './ask-kinship-again.ts';
import { claimsAboutChild, type ClaimCollections } from './claim-collections.ts';
import type { DeskOptions } from './claim-desk.ts';
import { lookAgain } from './look-again.ts';

/**
 * Asks right before a decision what may have changed since the claim was assessed and wakes no claim: whose the child is, and
 * whether the other parent was paid. Where it has, the claim is looked at anew.
 *
 * @returns whether all is as it was assessed; `AWAY` while nobody can say
 */
export async function askBeforeDecision(
  claim: ClaimRecord,
  options: DeskOptions,
): Promise<'HOLDS' | 'CHANGED' | 'AWAY'> {
  const kinship = await askKinshipAgain(claim, options);
  if (kinship !== 'PROVEN') return kinship === 'AWAY' ? 'AWAY' : 'CHANGED';
  if (!(await isOtherParentPaidSince(claim, options.collections))) return 'HOLDS';
  await lookAgain(claim.id, (current) => current, options);
  return 'CHANGED';
}

/** One parent alone is paid (Law 41/2024/QH15 Art. 56(3), 94(3)): whose claim is decided last may have been assessed first. */
async function isOtherParentPaidSince(
  claim: ClaimRecord,
  collections: Pick<ClaimCollections, 'claims'>,
): Promise<boolean> {
  const facts = claim.assessment?.facts;
  if (facts === undefined || !('otherParentPaid' in facts) || facts.otherParentPaid) return false;
  return ofOtherParent(claim, await claimsAboutChild(collections, claim)).some(wasGranted);
}
