import type { ClaimRecord } from '../../collections.ts';
import { wasGranted } from '../assess/own-records.ts';
import { forTheSame, isPaidOnce } from '../assess/paid-once.ts';
import { ofOtherParent } from '../assess/people-facts.ts';
import { askKinshipAgain } from './ask-kinship-again.ts';
import { askedOf } from './asked-of.ts';
import { claimsAboutChild, loadOwnRecords, type ClaimCollections } from './claim-collections.ts';
import type { DeskOptions } from './claim-desk.ts';
import { lookAgain } from './look-again.ts';

/**
 * Asks right before a decision what may have changed since the claim was assessed and wakes no claim: whose the child is, and
 * whether it was paid for. Where it has, the claim is looked at anew.
 *
 * @returns whether all is as it was assessed; `AWAY` while nobody can say
 */
export async function askBeforeDecision(
  claim: ClaimRecord,
  options: DeskOptions,
): Promise<'HOLDS' | 'CHANGED' | 'AWAY'> {
  const kinship = await askKinshipAgain(claim, options);
  if (kinship !== 'PROVEN') return kinship === 'AWAY' ? 'AWAY' : 'CHANGED';
  if (!(await isPaidSince(claim, options.collections))) return 'HOLDS';
  await lookAgain(claim.id, (current) => current, options);
  return 'CHANGED';
}

/**
 * Whether another claim for the same was granted since this one was assessed: what is decided last may have been assessed first. One
 * parent alone is paid, and once (Law 41/2024/QH15 Art. 53(1), 56(3), 94(3)).
 */
async function isPaidSince(claim: ClaimRecord, collections: ClaimCollections): Promise<boolean> {
  const facts = claim.assessment?.facts;
  if (!isPaidOnce(facts)) return false;
  const own = await loadOwnRecords(collections, askedOf(claim));
  const ofClaimant = facts.paidBefore || !own ? [] : forTheSame(facts, claim, own.otherClaims);
  const mayBeOthers = 'otherParentPaid' in facts && !facts.otherParentPaid;
  const ofOther = mayBeOthers ? ofOtherParent(claim, await claimsAboutChild(collections, claim)) : [];
  return [...ofClaimant, ...ofOther].some(wasGranted);
}
