import { randomInt } from 'node:crypto';
import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import type { ReasonCode } from '../../benefits/reasons/reasons.ts';
import { insertOnce, madeBefore, type Insertion } from '../../../kit/store/insert-once.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { filingDue } from '../state/clocks.ts';
import type { Mover } from '../state/move-claim.ts';
import { endedWithoutBenefit, filedBefore } from './claim-before.ts';
import { newClaim } from './new-claim.ts';
import { claimIdOf, submissionOf, type Sender, type SubmittedClaim } from './submission.ts';

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
  const request = submissionOf(submitted, sender);
  const sent = submittedAs(await madeBefore(claims, request));
  if (sent) return sent;
  const filed = await filedBefore(claims, submitted);
  if (filed) return { kind: 'ALREADY_CLAIMED', claim: filed };
  const insured = await insuredPersons.get(submitted.claimantId);
  if (!insured) return { kind: 'NOT_ELIGIBLE', reason: 'NOT_INSURED' };
  const dueOn = filingDue({ ...submitted, channel: sender.channel });
  const today = dayInVietnam(by.at);
  const isLate = dueOn !== undefined && Temporal.PlainDate.compare(today, dueOn) > 0;
  if (isLate && submitted.lateExplanation === undefined) return { kind: 'EXPLANATION_NEEDED', dueOn };
  for (let round = 0; ;) {
    const id = claimIdOf(submitted, round);
    const claim = newClaim(submitted, insured, { ...by, id, number: newNumber(today), sender });
    const stored = submittedAs(await insertOnce(claims, claim, request));
    if (stored) return stored;
    const same = await claims.get(id);
    // Neither the key nor the benefit is taken, so the number is: another one is drawn.
    if (!same) continue;
    if (!endedWithoutBenefit(same)) return { kind: 'ALREADY_CLAIMED', claim: same };
    round += 1;
  }
}

/** Undefined where nothing was stored under this key. */
function submittedAs(insertion: Insertion<ClaimRecord> | undefined): Submitted | undefined {
  switch (insertion?.kind) {
    case 'STORED':
    case 'REPEATED':
      return { kind: 'STORED', claim: insertion.document, isNew: insertion.kind === 'STORED' };
    case 'KEY_USED':
      return { kind: 'KEY_REUSED' };
    default:
      return undefined;
  }
}

/** A number that its claimant can read out: the year, and ten digits that tell nothing. */
function newNumber({ year }: Temporal.PlainDate): string {
  return `BHXH-${year}-${String(randomInt(10 ** 10)).padStart(10, '0')}`;
}
