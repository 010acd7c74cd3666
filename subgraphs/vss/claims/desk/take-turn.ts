import { sha256 } from '../../../../schema/sha256.ts';
import { insertIfNew } from '../../../kit/store/insert-once.ts';
import { ConflictError } from '../../../kit/store/store-errors.ts';
import type { ClaimRecord } from '../../collections.ts';
import { isOfOneParent, isPaidOnce } from '../assess/paid-once.ts';
import { birthOfClaim } from '../assess/same-birth.ts';
import type { DeskOptions } from './claim-desk.ts';
import { lookAgain } from './look-again.ts';

/**
 * Gives a claim its turn to be decided, before it is asked what was paid: whoever had the turn before is decided by then, and is found by that
 * question, or can be decided no more as its officer read it (its version moves on). So of several that are decided at once one is,
 * in however many processes; a turn that nobody used blocks nobody, and no clock counts.
 *
 * @returns false where somebody else has taken the turn since
 */
export async function takeTurn(claim: ClaimRecord, options: DeskOptions): Promise<boolean> {
  for (const id of turnsOf(claim)) if (!(await takeOne(id, claim, options))) return false;
  return true;
}

/** One turn for whatever two claims may have in common: the claimant, and where one parent alone is paid the child or a paper of the birth. */
function turnsOf(claim: ClaimRecord): readonly string[] {
  const facts = claim.assessment?.facts;
  if (!isPaidOnce(facts)) return [];
  const { childId, birthPapers } = birthOfClaim(claim);
  const birth = isOfOneParent(facts) ? [...birthPapers, ...(childId === undefined ? [] : [childId])] : [];
  // In one order for all: who meets somebody in the second turn has met them in the first.
  return [claim.claimantId, ...birth].map((id) => sha256(JSON.stringify(['turn', id]))).toSorted();
}

async function takeOne(id: string, claim: ClaimRecord, options: DeskOptions): Promise<boolean> {
  const { turns: collection, claims } = options.collections;
  for (;;) {
    if (await insertIfNew(collection, { id, version: 1, claimId: claim.id })) return true;
    const turn = await collection.get(id);
    if (turn === undefined || turn.claimId === claim.id) return true;
    if ((await claims.get(claim.id))?.version !== claim.version) return false;
    await lookAgain(turn.claimId, (current) => current, options);
    try {
      await collection.replace({ ...turn, claimId: claim.id });
      return true;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
