import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from '../state/move-claim.ts';
import { factsAsked } from './facts-asked.ts';
import { mostNumbers, numberStated } from './numbers-stated.ts';
import type { RecordedFact } from './officer-fact.ts';

/** Why nothing was recorded. */
export type NotRecorded = MoveRefused | 'CHANGED_SINCE' | 'NOT_OF_THIS_SCHEME' | 'TOO_MANY_NUMBERS';

/** A record, and the version of the claim that its officer had before them. */
export interface Recording {
  readonly record: Omit<RecordedFact, 'recordedAt'>;
  readonly version: number;
  /** Numbers that were stated for the child before, in whichever claim. */
  readonly stated: ReadonlySet<string>;
}

/** The claim with a fact that no agency shares; its evidence is looked at anew, and the rules are asked again. */
export function recordFact(
  claim: ClaimRecord,
  { record, version, stated }: Recording,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | NotRecorded {
  const refused = moveRefused(claim, 'RECORD_FACT', mover);
  if (refused) return refused;
  if (claim.version !== version) return 'CHANGED_SINCE';
  if (!factsAsked(claim).includes(record.fact.kind)) return 'NOT_OF_THIS_SCHEME';
  if (isOneTooMany(record, stated)) return 'TOO_MANY_NUMBERS';
  const recordedAt = instantText(at);
  return moveClaim(claim, 'RECORD_FACT', mover, at, {
    recordedFacts: [...(claim.recordedFacts ?? []), { ...record, recordedAt }],
    nextStep: { kind: 'RESOLVE', at: recordedAt, attempts: 0 },
  });
}

function isOneTooMany({ fact }: Recording['record'], stated: ReadonlySet<string>): boolean {
  if (fact.kind !== 'KINSHIP' || !fact.child) return false;
  return stated.size >= mostNumbers && !stated.has(numberStated(fact.child));
}
