import type { ClaimRecord } from '../../collections.ts';
import { isPaidAsFound, isPaidOnce } from '../assess/paid-once.ts';
import { birthOfClaim } from '../assess/same-birth.ts';
import { askKinshipAgain } from './ask-kinship-again.ts';
import { askedOf } from './asked-of.ts';
import { loadOwnRecords, withClaimsAboutBirth, type ClaimCollections } from './claim-collections.ts';
import type { DeskOptions } from './claim-desk.ts';
import { lookAgain } from './look-again.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Asks right before a decision what may have changed since the claim was assessed and wakes no claim: whose the child is, and
 * what was paid for it. Where it has, the claim is looked at anew.
 *
 * @returns whether all is as it was assessed; `AWAY` while nobody can say
 */
export async function askBeforeDecision(
  claim: ClaimRecord,
  options: DeskOptions,
): Promise<'HOLDS' | 'CHANGED' | 'AWAY'> {
  const kinship = await askKinshipAgain(claim, options);
  if (kinship !== 'PROVEN') return kinship === 'AWAY' ? 'AWAY' : 'CHANGED';
  if (!(await takeTurn(claim, options))) return 'CHANGED';
  if (await isPaidAsAssessed(claim, options.collections)) return 'HOLDS';
  await lookAgain(claim.id, (current) => current, options);
  return 'CHANGED';
}

/**
 * Whether other claims for the same stand as when this one was assessed: one parent alone is paid, and once (Law 41/2024/QH15 Art. 53(1),
 * 56(3), 94(3)), and who was refused for that is not refused for what was taken back since.
 */
async function isPaidAsAssessed(claim: ClaimRecord, collections: ClaimCollections): Promise<boolean> {
  const facts = claim.assessment?.facts;
  if (!isPaidOnce(facts)) return true;
  const alone = await loadOwnRecords(collections, askedOf(claim));
  if (alone === undefined) return true;
  const birth = birthOfClaim(claim);
  const own = await withClaimsAboutBirth(alone, collections, { id: claim.id, ...birth });
  return isPaidAsFound(facts, { ...claim, ...birth }, own);
}
