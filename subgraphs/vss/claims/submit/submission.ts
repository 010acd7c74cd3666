import { explanationLength, longestLeave, type ClaimProblem } from '../../../../schema/claim-problems.ts';
import { sha256 } from '../../../../schema/sha256.ts';
import { requestNamed, type MadeByRequest } from '../../../kit/store/insert-once.ts';
import { pseudonymShape } from '../../../kit/pseudonym.ts';
import type { BenefitEvent, BenefitScheme, ClaimRecord, PaymentTarget } from '../../collections.ts';

/** A claim as it is sent in. */
export interface SubmittedClaim {
  readonly claimantId: string;
  readonly childId?: string | undefined;
  readonly scheme: BenefitScheme;
  /** Left out by who need not know it: the evidence tells. */
  readonly event?: BenefitEvent | undefined;
  readonly leaveFrom: Temporal.PlainDate;
  readonly leaveTo: Temporal.PlainDate;
  readonly lateExplanation?: string | undefined;
  /** The employer's days of weekly rest, 1 Monday to 7 Sunday. */
  readonly weeklyRest?: readonly number[] | undefined;
  readonly payTo?: PaymentTarget | undefined;
}

/** Who sends it, and under which key of its own. */
export interface Sender {
  readonly client: string;
  readonly key: string;
  readonly channel: ClaimRecord['channel'];
  /** Code of the employer that files for its employee. */
  readonly employerId?: string | undefined;
}

/** What is wrong with a key of a sender; undefined when nothing is. */
export function faultOfKey(key: string): ClaimProblem | undefined {
  return /^[\x21-\x7E]{8,64}$/.test(key) ? undefined : 'KEY_LENGTH';
}

/** What is wrong with a submission as it is written, whoever sends it; undefined when nothing is. */
export function faultOf(claim: SubmittedClaim): ClaimProblem | undefined {
  const { leaveFrom, leaveTo, scheme, childId, event, lateExplanation, payTo } = claim;
  if (Temporal.PlainDate.compare(leaveFrom, leaveTo) > 0) return 'LEAVE_REVERSED';
  if (Temporal.PlainDate.compare(leaveFrom.add({ years: longestLeave }), leaveTo) < 0)
    return 'LEAVE_TOO_LONG';
  if (event !== undefined && !eventsOf[scheme].includes(event)) return 'EVENT_OF_ANOTHER_SCHEME';
  if ((event === 'CHILD_ILLNESS' || event === 'ADOPTION') && childId === undefined) return 'CHILD_MISSING';
  if (childId !== undefined && !pseudonymShape.test(childId)) return 'CHILD_NOT_AN_ID';
  if (payTo?.method === 'BANK_TRANSFER' && !(payTo.bankAccount && payTo.bankCode)) return 'BANK_MISSING';
  const { least, most } = explanationLength;
  const length = lateExplanation?.trim().length ?? least;
  return length < least || length > most ? 'EXPLANATION_LENGTH' : undefined;
}

const eventsOf: Readonly<Record<BenefitScheme, readonly BenefitEvent[]>> = {
  SICKNESS: ['OWN_ILLNESS', 'LONG_TERM_ILLNESS', 'CHILD_ILLNESS'],
  MATERNITY: [
    'PRENATAL_VISIT',
    'PREGNANCY_LOSS',
    'BIRTH',
    'PATERNITY',
    'ADOPTION',
    'SURROGACY',
    'CONTRACEPTION',
  ],
  VOLUNTARY_MATERNITY: ['BIRTH'],
  CONVALESCENCE: ['RECOVERY_AFTER_SICKNESS', 'RECOVERY_AFTER_MATERNITY'],
};

/** Names a submission by the key of its sender. */
export function submissionOf(claim: SubmittedClaim, { client, key }: Sender): MadeByRequest {
  return requestNamed([client], key, contentOf(claim));
}

/** What was asked, in an order of its own. */
export function contentOf(claim: SubmittedClaim): readonly unknown[] {
  const { claimantId, childId, scheme, event, leaveFrom, leaveTo, lateExplanation, weeklyRest, payTo } =
    claim;
  return [
    claimantId,
    childId ?? null,
    scheme,
    event ?? null,
    leaveFrom.toString(),
    leaveTo.toString(),
    lateExplanation ?? null,
    weeklyRest ?? null,
    payTo ? [payTo.method, payTo.bankAccount ?? null, payTo.bankCode ?? null] : null,
  ];
}

/**
 * The id of a claim: the same for everybody who claims the same benefit of the same person from the same day, so that no
 * two of them can be stored at once. It is opaque: the ids that it is made from are.
 *
 * @param round how many such claims have ended without a benefit before: who was refused may claim again
 */
export function claimIdOf({ claimantId, childId, scheme, leaveFrom }: SubmittedClaim, round: number): string {
  return sha256(
    JSON.stringify(['claim', claimantId, childId ?? null, scheme, leaveFrom.toString(), round]),
  ).slice(0, 22);
}
