import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { SourceAwayError } from '../evidence/evidence-source.ts';
import { kinshipAskedBy } from '../evidence/question-of.ts';
import { askedOf } from './asked-of.ts';
import { changeClaim } from './change-claim.ts';
import { namePapers } from './name-papers.ts';
import { isResolvable, type DeskOptions } from './claim-desk.ts';

/**
 * Asks right before a decision whether the child still is the claimant's: a register that takes a parent back wakes no
 * claim that rests on none of its papers. A child that is theirs no more is closed at once, and the claim looked at anew.
 *
 * @returns whether it holds; false too while nobody can say
 */
export async function askKinshipAgain(claim: ClaimRecord, options: DeskOptions): Promise<boolean> {
  const { collections, evidence, now } = options;
  const wanted = kinshipAskedBy(askedOf(claim), dayInVietnam(now()).toString());
  if (wanted === undefined) return true;
  const { id: caseName, office } = claim;
  try {
    const nameInCase = namePapers(collections.claims, caseName);
    const kinship = await evidence.findKinship({ ...wanted, caseName, office, nameInCase });
    if (kinship === 'NOT_PROVEN') await closeChild(claim, options);
    return kinship !== 'NOT_PROVEN' && kinship !== 'AWAY';
  } catch (error) {
    if (error instanceof SourceAwayError) return false;
    throw error;
  }
}

async function closeChild({ id }: ClaimRecord, { collections: { claims }, now }: DeskOptions): Promise<void> {
  await changeClaim(claims, id, (current) => {
    if (!isResolvable(current)) return { answer: undefined };
    const { provenChildId: _unproven, ...claim } = current;
    return { claim: { ...claim, nextStep: { kind: 'RESOLVE', at: instantText(now()), attempts: 0 } } };
  });
}
