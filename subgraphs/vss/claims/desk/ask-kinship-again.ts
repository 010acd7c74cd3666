import type { ClaimRecord } from '../../collections.ts';
import { kinshipInCase } from '../evidence/gather-in-case.ts';
import { stillProve } from '../evidence/whose-births.ts';
import { withoutProvenChild } from '../proven-child.ts';
import { childOnPaper } from '../record/numbers-stated.ts';
import { askedOf } from './asked-of.ts';
import type { DeskOptions } from './claim-desk.ts';
import { inDraft } from './in-draft.ts';
import { lookAgain } from './look-again.ts';

type StillProven = 'PROVEN' | 'NOT_PROVEN' | 'AWAY';

/**
 * Asks right before a decision whether the child still is the claimant's: a register that takes a parent back wakes no
 * claim that rests on none of its papers. A child that is theirs no more is closed at once, and the claim looked at anew.
 * It is asked in a case of its own: what is looked into for it is no paper of the claim, and the officer has decided on the
 * claim as it is.
 *
 * @returns whether it holds; `AWAY` while nobody can say
 */
export async function askKinshipAgain(claim: ClaimRecord, options: DeskOptions): Promise<StillProven> {
  const kinship =
    claim.childId === undefined ? await askBirth(claim, options) : await askChild(claim, options);
  if (kinship === 'NOT_PROVEN') await lookAgain(claim.id, withoutProvenChild, options);
  return kinship;
}

function askChild(claim: ClaimRecord, options: DeskOptions): Promise<StillProven> {
  const { claimantId, office, childId } = claim;
  const about = { claimantId, office, childId, onPaper: childOnPaper(claim) };
  return inDraft(about, options, (open) => kinshipInCase(askedOf(claim), options.evidence, open));
}

/** Where no child is known: whether the birth was registered meanwhile, and the officer was not told that nothing says whose it is. */
async function askBirth(claim: ClaimRecord, options: DeskOptions): Promise<StillProven> {
  const { claimantId, office, assessment } = claim;
  const notices = (assessment?.papers ?? []).filter(({ type }) => type === 'MedicalBirthNotice');
  const isTold = assessment?.doubts.includes('FAMILY_RELATION_NOT_PROVEN') === true;
  if (isTold || notices.length === 0) return 'PROVEN';
  const ids = notices.map(({ id }) => id);
  const about = { claimantId, office };
  const holds = await inDraft(about, options, (open) =>
    stillProve(ids, askedOf(claim), options.evidence, open),
  );
  if (holds === 'AWAY') return holds;
  return holds ? 'PROVEN' : 'NOT_PROVEN';
}
