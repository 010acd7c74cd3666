import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { withoutProvenChild } from '../proven-child.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from '../state/move-claim.ts';
import { isStanding, type RecordableFact, type RecordedFact, type TakenBack } from './officer-fact.ts';

/** Why nothing was taken back. */
export type NotTakenBack = MoveRefused | 'CHANGED_SINCE' | 'NO_SUCH_FACT';

/** Which fact was recorded by mistake, why, who answers for that, and the version that they had before them. */
export interface TakingBack extends Omit<TakenBack, 'at'> {
  readonly kind: RecordableFact;
  readonly version: number;
}

/**
 * The claim without a fact that was recorded by mistake. Its records stay in the file with the reason why they count no
 * more, all of that kind: an older one that a mistake had replaced does not come back unseen. The rules are asked anew;
 * what was decided already is opened for that.
 */
export function takeBackFact(
  claim: ClaimRecord,
  { kind, version, ...taking }: TakingBack,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | NotTakenBack {
  const move = claim.decision === undefined || claim.state === 'ADJUSTED' ? 'TAKE_BACK_FACT' : 'REOPEN';
  const refused = moveRefused(claim, move, mover);
  if (refused) return refused;
  if (claim.version !== version) return 'CHANGED_SINCE';
  const isMistaken = (record: RecordedFact) => isStanding(record) && record.fact.kind === kind;
  const records = claim.recordedFacts ?? [];
  if (!records.some(isMistaken)) return 'NO_SUCH_FACT';
  const now = instantText(at);
  // It may be what proved the child to be the claimant's: that is asked anew before anything else is.
  return moveClaim(withoutProvenChild(claim), move, mover, at, {
    recordedFacts: records.map((record) =>
      isMistaken(record) ? { ...record, takenBack: { ...taking, at: now } } : record,
    ),
    nextStep: { kind: 'RESOLVE', at: now, attempts: 0 },
  });
}
