import { dayInVietnam, startOfDayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { givenFor, reasons, type ReasonCode } from '../../benefits/reasons/reasons.ts';
import type { BenefitDecision, BenefitPayment, ClaimRecord } from '../../collections.ts';
import type { DecidedBy, NextStep } from '../claim-work.ts';
import { namesUnprovenChild } from '../proven-child.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from '../state/move-claim.ts';

/** What an officer decides: as it was assessed, or not at all, for a reason of the closed list. */
export type Verdict =
  { readonly kind: 'AS_ASSESSED' } | { readonly kind: 'REFUSE'; readonly reason: ReasonCode };

/** Why nothing was decided. */
export type NotDecided =
  MoveRefused | 'ALREADY_DECIDED' | 'NOT_ASSESSED' | 'CHANGED_SINCE' | 'NO_SUCH_REASON';

/** Who decides, when, and on which version of the claim: what has changed since is looked at first. */
export interface Deciding {
  readonly mover: Mover;
  readonly by: DecidedBy;
  readonly at: Temporal.Instant;
  readonly version: number;
}

/**
 * The claim with its decision, in writing and with reasons (Law 41/2024/QH15 Art. 48(3), 62(3), 97(2)), and the order to
 * pay. A claim that is decided again pays the difference, or asks back what was too much.
 */
export function decideClaim(
  claim: ClaimRecord,
  verdict: Verdict,
  { mover, by, at, version }: Deciding,
): ClaimRecord | NotDecided {
  if (claim.state === 'DECIDED') return 'ALREADY_DECIDED';
  const refused = moveRefused(claim, 'DECIDE', mover);
  if (refused) return refused;
  if (claim.version !== version) return 'CHANGED_SINCE';
  const { nextStep, ...rest } = claim;
  // What was decided on evidence that is there no more may wait for ever: then an officer refuses it, and asks the money back.
  const onlyWaits = nextStep?.kind === 'WAIT' && verdict.kind === 'REFUSE';
  if (nextStep !== undefined && nextStep.kind !== 'LIST' && !onlyWaits) return 'NOT_ASSESSED';
  // What was assessed before it was asked whose child it is: that is asked first. To refuse needs none of it.
  if (verdict.kind === 'AS_ASSESSED' && namesUnprovenChild(claim)) return 'NOT_ASSESSED';
  if (verdict.kind === 'REFUSE' && reasons[verdict.reason].effect !== 'REFUSES') return 'NO_SUCH_REASON';
  const decidedOn = dayInVietnam(at);
  const number = decisionNumber(claim, decidedOn);
  const content = contentOf(verdict, claim);
  if (content === undefined) return 'NOT_ASSESSED';
  const decision: BenefitDecision = { number, decidedOn: decidedOn.toString(), ...content };
  const settled = settle(claim, decision);
  return moveClaim(rest, 'DECIDE', mover, at, {
    decision,
    decidedBy: by,
    ...replaced(claim),
    ...settled,
    // What is ordered stands on the list of its day, which is issued when the day is over.
    ...(settled.payments?.some(isOrdered) && { nextStep: listedAfter(decidedOn) }),
  });
}

function isOrdered({ paidOn }: BenefitPayment): boolean {
  return paidOn === undefined;
}

function listedAfter(day: Temporal.PlainDate): NextStep {
  const at = startOfDayInVietnam(day.add({ days: 1 }));
  return { kind: 'LIST', at: instantText(at), attempts: 0 };
}

/** What is decided; a refusal of the officer rests on its reason alone, all else on what was assessed. */
function contentOf(
  verdict: Verdict,
  { assessment, scheme }: ClaimRecord,
): Omit<BenefitDecision, 'number' | 'decidedOn'> | undefined {
  const benefits = [...(assessment ? [assessment.facts.kind] : []), scheme];
  if (verdict.kind === 'REFUSE') {
    const reason = reasonOf([verdict.reason], benefits);
    return { outcome: 'REFUSED', amount: 0, paidDays: 0, lines: [], ...reason };
  }
  if (assessment === undefined) return undefined;
  const { outcome, amount, paidDays, lines, reasons: codes } = assessment;
  return { outcome, amount, paidDays, lines, ...reasonOf(codes, benefits) };
}

/** What was decided before stays in the file: whoever was told of it can be told that it holds no more. */
function replaced({
  decision,
  formerDecisions = [],
}: ClaimRecord): Pick<ClaimRecord, 'formerDecisions' | 'isRedecided'> {
  return decision ? { formerDecisions: [...formerDecisions, decision], isRedecided: true } : {};
}

/** A first decision is numbered like its claim; later ones of the same claim say which they are. */
function decisionNumber({ number, timeline }: ClaimRecord, { year }: Temporal.PlainDate): string {
  const before = timeline.filter(({ state }) => state === 'DECIDED').length;
  const own = number.replace(/^BHXH-\d{4}-/, '');
  return before === 0 ? `QĐ-${year}-${own}` : `QĐ-${year}-${own}/${before + 1}`;
}

/** The reason that weighs most, as the law wants it in writing, with its article for this benefit. */
function reasonOf(
  [code]: readonly ReasonCode[],
  benefits: readonly string[],
): Pick<BenefitDecision, 'reasonCode' | 'reason' | 'reasonEn' | 'reasonArticle'> {
  if (code === undefined) return {};
  const { article, vi, en } = givenFor(code, benefits);
  return { reasonCode: code, reason: vi, reasonEn: en, reasonArticle: article };
}

/** What is to be paid or paid back, so that all payments together come to what was decided. */
function settle(
  claim: ClaimRecord,
  { amount, number, decidedOn }: BenefitDecision,
): Pick<ClaimRecord, 'payments' | 'repayments'> {
  const paid = claim.payments.filter(({ paidOn }) => paidOn !== undefined);
  const repaid = (claim.repayments ?? []).reduce((sum, repayment) => sum + repayment.amount, 0);
  const difference = amount - paid.reduce((sum, payment) => sum + payment.amount, 0) + repaid;
  const orders: readonly BenefitPayment[] =
    difference > 0
      ? [
          {
            orderNumber: number.replace(/^QĐ/, 'LC'),
            amount: difference,
            ...(claim.payTo ?? { method: 'CASH' }),
          },
        ]
      : [];
  return {
    payments: [...paid, ...orders],
    ...(difference < 0 && {
      repayments: [
        ...(claim.repayments ?? []),
        { amount: -difference, decisionNumber: number, orderedOn: decidedOn },
      ],
    }),
  };
}
