import type { BenefitScheme, ClaimRecord } from '../../collections.ts';
import { moveClaim, moveRefused, type Mover, type MoveRefused } from '../state/move-claim.ts';
import type { RecordableFact, RecordedFact } from './officer-fact.ts';

/** Why nothing was recorded. */
export type NotRecorded = MoveRefused | 'CHANGED_SINCE' | 'NOT_OF_THIS_SCHEME';

/** What is asked for by no rule of a scheme is not kept about anybody. */
const factsOf: Readonly<Record<BenefitScheme, readonly RecordableFact[]>> = {
  SICKNESS: ['ARMED_FORCES'],
  MATERNITY: ['INFERTILITY_TREATED', 'EARLY_RETURN', 'MOTHER_GONE', 'SURROGACY', 'CONTRACEPTION'],
  VOLUNTARY_MATERNITY: [],
  CONVALESCENCE: ['EARLY_RETURN', 'EARLIER_LEAVE'],
};

/** A record, and the version of the claim that its officer had before them. */
export interface Recording {
  readonly record: Omit<RecordedFact, 'recordedAt'>;
  readonly version: number;
}

/** The claim with a fact that no agency shares; its evidence is looked at anew, and the rules are asked again. */
export function recordFact(
  claim: ClaimRecord,
  { record, version }: Recording,
  mover: Mover,
  at: Temporal.Instant,
): ClaimRecord | NotRecorded {
  const refused = moveRefused(claim, 'RECORD_FACT', mover);
  if (refused) return refused;
  if (claim.version !== version) return 'CHANGED_SINCE';
  if (!factsOf[claim.scheme].includes(record.fact.kind)) return 'NOT_OF_THIS_SCHEME';
  const recordedAt = at.toString({ smallestUnit: 'millisecond' });
  return moveClaim(claim, 'RECORD_FACT', mover, at, {
    recordedFacts: [...(claim.recordedFacts ?? []), { ...record, recordedAt }],
    nextStep: { kind: 'RESOLVE', at: recordedAt, attempts: 0 },
  });
}
