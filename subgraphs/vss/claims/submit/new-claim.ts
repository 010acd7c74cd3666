import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { BenefitEvent, BenefitScheme, ClaimRecord, InsuredPersonRecord } from '../../collections.ts';
import { decisionDue } from '../state/clocks.ts';
import { moveClaim, type Mover } from '../state/move-claim.ts';
import { submissionOf, type Sender, type SubmittedClaim } from './submission.ts';

/** Codes of the national register of administrative procedures. */
const procedures: Readonly<Record<BenefitScheme, string>> = {
  SICKNESS: '1.001667',
  MATERNITY: '2.000693',
  VOLUNTARY_MATERNITY: '2.000693',
  CONVALESCENCE: '1.001598',
};

/** How long whoever took a claim in has to gather its evidence before another machine does; seconds. */
const lease = 60;

/** The machine that takes claims in, by the version of its rules. */
const intake: Mover = { kind: 'SYSTEM', rule: 'Hệ thống tiếp nhận BHXH/1' };

/** When and by whom a claim is sent in. */
export interface Filing {
  readonly id: string;
  readonly number: string;
  readonly sender: Sender;
  readonly mover: Mover;
  readonly at: Temporal.Instant;
}

/** The claim that a submission becomes: sent, taken in, with the day by which the law wants it decided. */
export function newClaim(
  submitted: SubmittedClaim,
  { office }: Pick<InsuredPersonRecord, 'office'>,
  { id, number, sender, mover, at }: Filing,
): ClaimRecord {
  const { claimantId, childId, scheme, leaveFrom, leaveTo, lateExplanation, weeklyRest, payTo } = submitted;
  const { channel, employerId } = sender;
  const now = instantText(at);
  const takenIn = dayInVietnam(at);
  const draft: ClaimRecord = {
    id,
    version: 1,
    number,
    scheme,
    event: submitted.event ?? likelyEvent(submitted),
    procedureCode: procedures[scheme],
    state: 'DRAFT',
    claimantId,
    ...(childId !== undefined && { childId }),
    ...(employerId !== undefined && { employerId }),
    leaveFrom: leaveFrom.toString(),
    leaveTo: leaveTo.toString(),
    leaveDays: leaveFrom.until(leaveTo, { largestUnit: 'days' }).days + 1,
    channel,
    submittedAt: now,
    dueOn: decisionDue({ scheme, channel, leaveFrom, leaveTo }, takenIn).dueOn.toString(),
    office,
    evidence: [],
    timeline: [],
    payments: [],
    updatedAt: now,
    request: submissionOf(submitted, sender),
    ...(submitted.event && { statedEvent: submitted.event }),
    ...(lateExplanation !== undefined && { lateExplanation: lateExplanation.trim() }),
    ...(weeklyRest && { weeklyRest }),
    ...(payTo && { payTo }),
    nextStep: {
      kind: 'RESOLVE',
      at: instantText(at.add({ seconds: lease })),
      attempts: 0,
    },
  };
  return moveClaim(moveClaim(draft, 'SUBMIT', mover, at), 'RECEIVE', intake, at);
}

/** What stands in a claim until its evidence tells the event. */
function likelyEvent({ scheme, childId }: SubmittedClaim): BenefitEvent {
  switch (scheme) {
    case 'SICKNESS':
      return childId === undefined ? 'OWN_ILLNESS' : 'CHILD_ILLNESS';
    case 'CONVALESCENCE':
      return 'RECOVERY_AFTER_SICKNESS';
    case 'MATERNITY':
    case 'VOLUNTARY_MATERNITY':
      return 'BIRTH';
  }
}
