import { isDeepStrictEqual } from 'node:util';
import type { BenefitEvent, ClaimRecord } from '../../collections.ts';
import { isPending, wasGranted, type OwnRecords } from './own-records.ts';
import type { PaidOnceFacts, RuleFacts } from './rule-facts.ts';
import { isOfSameBirth, type OfBirth } from './same-birth.ts';
import type { Doubt } from './stored-assessment.ts';

/** The event of the claims for each benefit: what is left of a mother's leave is her leave (Law 41/2024/QH15 Art. 53(5)-(7)). */
const eventOf: Readonly<Record<PaidOnceFacts['kind'], BenefitEvent>> = {
  BIRTH: 'BIRTH',
  REMAINING_LEAVE: 'BIRTH',
  VOLUNTARY_MATERNITY: 'BIRTH',
  PATERNITY: 'PATERNITY',
  ADOPTION: 'ADOPTION',
  SURROGATE_MOTHER: 'SURROGACY',
  COMMISSIONING_MOTHER: 'SURROGACY',
};

/** Whether facts are of a benefit that is paid once. */
export function isPaidOnce(facts: RuleFacts | undefined): facts is PaidOnceFacts {
  return facts !== undefined && facts.kind in eventOf;
}

/** Who claims, under which insurance, and for which birth. */
export type About = OfBirth & Pick<ClaimRecord, 'claimantId' | 'scheme'>;

type OtherClaims = Pick<OwnRecords, 'otherClaims' | 'claimsAboutBirth'>;

/** What other claims have been paid for the same. */
interface Paid {
  readonly paidBefore: boolean;
  readonly otherParentPaid: boolean;
  readonly daysPaid: number;
  readonly lumpSumPaid: boolean;
}

/**
 * A benefit that is paid once (Law 41/2024/QH15 Art. 53 to 56, 58, 94(3), 95) with what became of other claims for the same: the days
 * of a claim are the claimant's word, and one that names other days is no other benefit. A father has his days once, in one piece or
 * in several.
 */
export function paidOnce<Facts extends PaidOnceFacts>(
  facts: Facts,
  about: About,
  own: OtherClaims,
): { readonly facts: Facts; readonly doubts: readonly Doubt[] } {
  const { paidBefore, otherParentPaid, daysPaid, lumpSumPaid } = paidFor(facts, about, own);
  const asks = forTheSame(facts, about, own.otherClaims).some(isPending) || mayAskUnread(facts, about, own);
  return {
    facts: {
      ...facts,
      ...(paidBefore && { paidBefore }),
      ...(otherParentPaid && { otherParentPaid }),
      ...(daysPaid > 0 && { daysPaid }),
      ...(lumpSumPaid && { lumpSumPaid }),
    },
    doubts: [
      ...(asks ? (['OTHER_CLAIM_OVERLAPS'] as const) : []),
      ...(ofOtherParent(facts, about, own).some(isPending) ? (['OTHER_PARENT_CLAIMS'] as const) : []),
    ],
  };
}

/** Whether nothing was granted for the same, or taken back, since facts were found: what is decided last may have been assessed first. */
export function isPaidAsFound(facts: PaidOnceFacts, about: About, own: OtherClaims): boolean {
  const {
    paidBefore = false,
    otherParentPaid = false,
    daysPaid = 0,
    lumpSumPaid = false,
  }: Partial<Paid> = facts;
  return isDeepStrictEqual(
    { paidBefore, otherParentPaid, daysPaid, lumpSumPaid },
    paidFor(facts, about, own),
  );
}

/** Whether one parent alone is paid the benefit (Art. 56(3), 94(3)). */
export function isOfOneParent(facts: PaidOnceFacts): boolean {
  return 'otherParentPaid' in facts;
}

function paidFor(facts: PaidOnceFacts, about: About, own: OtherClaims): Paid {
  const granted = forTheSame(facts, about, own.otherClaims).filter(wasGranted);
  const decisions = facts.kind === 'PATERNITY' ? granted.flatMap(({ decision }) => decision ?? []) : [];
  return {
    paidBefore: facts.kind !== 'PATERNITY' && granted.length > 0,
    otherParentPaid: ofOtherParent(facts, about, own).some(wasGranted),
    daysPaid: decisions.reduce((sum, { paidDays }) => sum + paidDays, 0),
    lumpSumPaid: decisions.some(({ lines }) => lines.some(({ article }) => article.includes('58(1)'))),
  };
}

/** The claimant's other claims for the same birth, or the same adoption. */
export function forTheSame(
  facts: PaidOnceFacts,
  about: About,
  otherClaims: readonly ClaimRecord[],
): readonly ClaimRecord[] {
  return otherClaims.filter(
    (other) =>
      other.scheme === about.scheme &&
      other.event === eventOf[facts.kind] &&
      isOfSameBirth(facts, about, other),
  );
}

/** A father's leave may be granted without an officer: one of which nothing is known yet may be for the same. */
function mayAskUnread(facts: PaidOnceFacts, { scheme }: About, { otherClaims }: OtherClaims): boolean {
  const isUnread = (other: ClaimRecord) =>
    other.scheme === scheme && isPending(other) && other.assessment === undefined;
  return facts.kind === 'PATERNITY' && otherClaims.some(isUnread);
}

/** The claims of somebody else for what one parent alone is paid. */
function ofOtherParent(
  facts: PaidOnceFacts,
  { claimantId, scheme }: About,
  { claimsAboutBirth }: OtherClaims,
): readonly ClaimRecord[] {
  if (!isOfOneParent(facts)) return [];
  return claimsAboutBirth.filter(
    (other) =>
      other.claimantId !== claimantId &&
      other.scheme === scheme &&
      (scheme === 'VOLUNTARY_MATERNITY' || other.event === 'ADOPTION'),
  );
}
