import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { kinshipInCase } from '../evidence/gather-in-case.ts';
import { childOnPaper } from '../record/numbers-stated.ts';
import { askedOf } from './asked-of.ts';
import { changeClaim } from './change-claim.ts';
import { isResolvable, type DeskOptions } from './claim-desk.ts';
import { inDraft } from './in-draft.ts';

/**
 * Asks right before a decision whether the child still is the claimant's: a register that takes a parent back wakes no
 * claim that rests on none of its papers. A child that is theirs no more is closed at once, and the claim looked at anew.
 * It is asked in a case of its own: what is looked into for it is no paper of the claim, and the officer has decided on the
 * claim as it is.
 *
 * @returns whether it holds; `AWAY` while nobody can say
 */
export async function askKinshipAgain(
  claim: ClaimRecord,
  options: DeskOptions,
): Promise<'PROVEN' | 'NOT_PROVEN' | 'AWAY'> {
  if (claim.childId === undefined) return 'PROVEN';
  const { claimantId, office, childId } = claim;
  const about = { claimantId, office, childId, onPaper: childOnPaper(claim) };
  const kinship = await inDraft(about, options, (open) =>
    kinshipInCase(askedOf(claim), options.evidence, open),
  );
  if (kinship === 'NOT_PROVEN') await closeChild(claim, options);
  return kinship;
}

async function closeChild({ id }: ClaimRecord, { collections: { claims }, now }: DeskOptions): Promise<void> {
  await changeClaim(claims, id, (current) => {
    if (!isResolvable(current)) return { answer: undefined };
    const { provenChildId: _unproven, ...claim } = current;
    return { claim: { ...claim, nextStep: { kind: 'RESOLVE', at: instantText(now()), attempts: 0 } } };
  });
}
