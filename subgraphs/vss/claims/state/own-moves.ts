import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from './move-claim.ts';

/** The claim that its filer takes back; nothing more is done with it. */
export function withdrawClaim(
  claim: ClaimRecord,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | MoveRefused {
  const refused = moveRefused(claim, 'WITHDRAW', mover);
  if (refused) return refused;
  const { nextStep: _nothingMore, ...rest } = claim;
  return moveClaim(rest, 'WITHDRAW', mover, at);
}

/**
 * The claim with the note that its claimant contests the decision; who decides on that keeps a file of its own. One decision
 * is contested once: sent again, it is the claim as it is.
 */
export function appealClaim(
  claim: ClaimRecord,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | MoveRefused {
  const refused = moveRefused(claim, 'APPEAL', mover);
  const decisionNumber = claim.decision?.number ?? '';
  const isNoted = claim.appeals?.some((appeal) => appeal.decisionNumber === decisionNumber);
  if (isNoted && refused !== 'NOT_YOURS_TO_MOVE') return claim;
  if (refused) return refused;
  const notedAt = instantText(at);
  return moveClaim(claim, 'APPEAL', mover, at, {
    appeals: [...(claim.appeals ?? []), { notedAt, decisionNumber }],
  });
}

/** A defect that an officer found in a paper of a claim. */
export interface ReportedDefect {
  readonly document: string;
  readonly reason: string;
}

/**
 * The claim with a defect recorded: the paper is relied on no more, and the evidence is looked at anew. What was recorded in
 * the same words is recorded: sent again, it is the claim as it is.
 */
export function reportDefect(
  claim: ClaimRecord,
  { document, reason }: ReportedDefect,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | MoveRefused | 'NO_SUCH_PAPER' {
  const refused = moveRefused(claim, 'REPORT_DEFECT', mover);
  const isRecorded = claim.qualityDefects?.some(
    (defect) => defect.documentId === document && defect.reason === reason,
  );
  if (isRecorded && refused !== 'NOT_YOURS_TO_MOVE') return claim;
  if (refused) return refused;
  if (!claim.evidence.some((each) => each.document?.id === document)) return 'NO_SUCH_PAPER';
  const recordedAt = instantText(at);
  return moveClaim(claim, 'REPORT_DEFECT', mover, at, {
    qualityDefects: [...(claim.qualityDefects ?? []), { documentId: document, reason, recordedAt }],
    nextStep: { kind: 'RESOLVE', at: recordedAt, attempts: 0 },
  });
}
