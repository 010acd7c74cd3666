import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimEvidence, ClaimRecord } from '../../collections.ts';
import type { NextStep } from '../claim-work.ts';
import type { EvidencePart } from '../evidence/evidence-source.ts';
import type { Finding } from '../assess/claim-basis.ts';
import { pendingEvidence } from '../assess/judge-papers.ts';
import { assessFacts, type Doubt } from '../assess/stored-assessment.ts';
import { namesUnprovenChild, noteProvenChild } from '../proven-child.ts';
import { filingDue } from '../state/clocks.ts';
import { moveClaim, type Mover } from '../state/move-claim.ts';
import { quietDelay, retryDelay } from './retry-delay.ts';

/** The machine that gathers and assesses, by the version of its rules. */
export const resolver: Mover = { kind: 'SYSTEM', rule: 'Hệ thống thẩm định BHXH/1' };

/**
 * The claim after its evidence was looked at. It waits where something is not there, and is never refused for that.
 *
 * @param away what an agency did not answer, so that it is to be asked again soon
 */
export function resolvedClaim(
  found: ClaimRecord,
  finding: Finding,
  { at, away }: { readonly at: Temporal.Instant; readonly away: readonly EvidencePart[] },
): ClaimRecord {
  const { evidence } = finding;
  // What the claim rests on is in its evidence; whatever else was named to be looked at is closed to it again.
  const { namedPapers: _lookedAt, factsNeeded: _recorded, ...claim } = found;
  if (finding.kind === 'WAITS') {
    const waiting = waitingClaim(claim, evidence, at, away);
    return finding.needs ? { ...waiting, factsNeeded: finding.needs } : waiting;
  }
  const { nextStep: _done, assessment: _before, ...rest } = claim;
  const verifying = claim.state === 'ADJUSTED' ? rest : moveToVerifying(rest, at);
  if (finding.kind === 'BY_HAND') return { ...verifying, evidence, factsNeeded: finding.needs };
  const papers = finding.relied.map(({ type, id, version, digest }) => ({ type, id, version, digest }));
  const doubts: readonly Doubt[] = [...finding.doubts, ...(isLate(claim) ? (['LATE_FILING'] as const) : [])];
  return {
    ...withChildFound(verifying, finding.childId),
    evidence,
    event: finding.event,
    assessment: assessFacts(finding.facts, { papers, doubts }, at),
  };
}

/**
 * A birth that was found is the claimant's. Where no child was stated its papers say so, which name them, and no register that
 * names somebody else; else it was proven before.
 */
function withChildFound(claim: ClaimRecord, childId: string | undefined): ClaimRecord {
  if (childId === undefined) return claim;
  const isByPaper = claim.childId === undefined || claim.isChildByPaper === true;
  return noteProvenChild({ ...claim, childId }, childId, isByPaper);
}

/** The claim while its sources are away: they are asked again, later each time. */
export function pendingClaim(claim: ClaimRecord, at: Temporal.Instant): ClaimRecord {
  const isKnown = claim.evidence.some(({ state }) => state === 'FOUND') && !namesUnprovenChild(claim);
  const evidence = isKnown ? claim.evidence : pendingEvidence(claim.scheme);
  // Every answer of the hub has what is asked about the person.
  return waitingClaim(claim, evidence, at, ['PERSON']);
}

function waitingClaim(
  claim: ClaimRecord,
  evidence: readonly ClaimEvidence[],
  at: Temporal.Instant,
  away: readonly EvidencePart[],
): ClaimRecord {
  const nextStep = away.length > 0 ? askedAgain(claim, at, away) : waitsFrom(at);
  // A claim that waits goes on waiting without a new line in its timeline.
  const stays = claim.state === 'WAITING_DATA' || claim.state === 'ADJUSTED';
  const waiting = stays ? claim : moveClaim(moveToVerifying(claim, at), 'WAIT', resolver, at);
  // What was assessed on evidence that is no more there is shown to nobody; a decision keeps what it was made on.
  const { assessment, ...rest } = waiting;
  return { ...rest, ...(claim.decision && assessment && { assessment }), evidence, nextStep };
}

function askedAgain(
  { nextStep: before }: ClaimRecord,
  at: Temporal.Instant,
  awaits: readonly EvidencePart[],
): NextStep {
  const attempts = (before?.attempts ?? 0) + 1;
  const due = secondsAfter(at, retryDelay(attempts - 1));
  return { kind: 'RESOLVE', at: due, attempts, awaits, woken: before?.woken ?? 0 };
}

function waitsFrom(at: Temporal.Instant): NextStep {
  return { kind: 'WAIT', at: secondsAfter(at, quietDelay), attempts: 0 };
}

function secondsAfter(at: Temporal.Instant, seconds: number): string {
  return instantText(at.add({ seconds }));
}

function moveToVerifying(claim: ClaimRecord, at: Temporal.Instant): ClaimRecord {
  return claim.state === 'VERIFYING' ? claim : moveClaim(claim, 'VERIFY', resolver, at);
}

/** A late file is accepted with its explanation, which an officer reads (Law 41/2024/QH15 Art. 92(1)). */
function isLate({ scheme, channel, leaveFrom, leaveTo, submittedAt }: ClaimRecord): boolean {
  const due = filingDue({
    scheme,
    channel,
    leaveFrom: Temporal.PlainDate.from(leaveFrom),
    leaveTo: Temporal.PlainDate.from(leaveTo),
  });
  if (due === undefined || submittedAt === undefined) return false;
  const filed = dayInVietnam(submittedAt);
  return Temporal.PlainDate.compare(filed, due) > 0;
}
