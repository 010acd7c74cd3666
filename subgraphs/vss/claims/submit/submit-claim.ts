import { randomInt } from 'node:crypto';
import type { ReasonCode } from '../../benefits/reasons/reasons.ts';
import { DuplicateError } from '../../../kit/store/store-errors.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { filingDue } from '../state/clocks.ts';
import type { Mover } from '../state/move-claim.ts';
import { newClaim } from './new-claim.ts';
import { claimIdOf, submissionDigest, type Sender, type SubmittedClaim } from './submission.ts';

/** What became of a submission. */
export type Submitted =
  | { readonly kind: 'STORED'; readonly claim: ClaimRecord; readonly isNew: boolean }
  | { readonly kind: 'ALREADY_CLAIMED'; readonly claim: ClaimRecord }
  | { readonly kind: 'NOT_ELIGIBLE'; readonly reason: ReasonCode }
  | { readonly kind: 'EXPLANATION_NEEDED'; readonly dueOn: Temporal.PlainDate }
  /** The key came before, with another claim. */
  | { readonly kind: 'KEY_REUSED' };

/**
 * Stores a claim, once: however often and however many at once send it, there is one claim, and each sender is told of
 * it. The same key from the same client is the same submission; another key for the same benefit is a second claim.
 */
export async function submitClaim(
  { claims, insuredPersons }: Pick<ClaimCollections, 'claims' | 'insuredPersons'>,
  submitted: SubmittedClaim,
  sender: Sender,
  by: { readonly mover: Mover; readonly at: Temporal.Instant },
): Promise<Submitted> {
  const before = await sentBefore(claims, submitted, sender);
  if (before) return before;
  const made = await madeBefore(claims, submitted);
  if (made) return { kind: 'ALREADY_CLAIMED', claim: made };
  const insured = await insuredPersons.get(submitted.claimantId);
  if (!insured) return { kind: 'NOT_ELIGIBLE', reason: 'NOT_INSURED' };
  const dueOn = filingDue({ ...submitted, channel: sender.channel });
  const today = by.at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  const isLate = dueOn !== undefined && Temporal.PlainDate.compare(today, dueOn) > 0;
  if (isLate && submitted.lateExplanation === undefined) return { kind: 'EXPLANATION_NEEDED', dueOn };
  for (let round = 0; ;) {
    const id = claimIdOf(submitted, round);
    const claim = newClaim(submitted, insured, { ...by, id, number: newNumber(today), sender });
    try {
      await claims.insert(claim);
      return { kind: 'STORED', claim, isNew: true };
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
    }
    const again = await sentBefore(claims, submitted, sender);
    if (again) return again;
    const same = await claims.get(id);
    // Neither the key nor the benefit is taken, so the number is: another one is drawn.
    if (!same) continue;
    if (!endedWithoutBenefit(same)) return { kind: 'ALREADY_CLAIMED', claim: same };
    round += 1;
  }
}

async function sentBefore(
  claims: ClaimCollections['claims'],
  submitted: SubmittedClaim,
  { client, key }: Sender,
): Promise<Submitted | undefined> {
  const [claim] = await claims.find({ index: 'bySubmission', equals: [client, key], limit: 1 });
  if (!claim) return undefined;
  return claim.submission?.digest === submissionDigest(submitted)
    ? { kind: 'STORED', claim, isNew: false }
    : { kind: 'KEY_REUSED' };
}

/** More claims than one person ever has of one scheme; a bound, not a page. */
const allClaims = 1000;

/** A claim for the same benefit whose id is not made from it: it was filed on paper, or by another system. */
async function madeBefore(
  claims: ClaimCollections['claims'],
  { claimantId, childId, scheme, leaveFrom }: SubmittedClaim,
): Promise<ClaimRecord | undefined> {
  const equals = [claimantId, scheme];
  const same = await claims.find({ index: 'byClaimantAndScheme', equals, limit: allClaims });
  return same.find(
    (claim) =>
      claim.submission === undefined &&
      claim.state !== 'DRAFT' &&
      claim.leaveFrom === leaveFrom.toString() &&
      (scheme !== 'SICKNESS' || claim.childId === childId) &&
      !endedWithoutBenefit(claim),
  );
}

/** A claim that was withdrawn or refused bars no other one. */
function endedWithoutBenefit({ state, decision }: ClaimRecord): boolean {
  if (decision === undefined) return state === 'CLOSED';
  return decision.outcome === 'REFUSED' && state !== 'ADJUSTED';
}

/** A number that its claimant can read out: the year, and ten digits that tell nothing. */
function newNumber({ year }: Temporal.PlainDate): string {
  return `BHXH-${year}-${String(randomInt(10 ** 10)).padStart(10, '0')}`;
}
