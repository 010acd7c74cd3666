import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { NextStep } from '../claim-work.ts';
import type { WatchedSource } from '../evidence/watch-source.ts';
import { probeDelay, retryDelay } from './retry-delay.ts';

type Answers = Pick<WatchedSource, 'answeredAt'>;

/** A claim that waits for a source that was away. */
type Pending = NextStep & { readonly awaits: NonNullable<NextStep['awaits']> };

/**
 * Whether a claim need not wait for its time: all that it waits for has answered somebody since it was asked last. Where
 * it was woken so in vain it waits longer each time, so that a question that its source cannot answer, while it answers
 * others, is not asked for ever.
 */
export function isWoken({ nextStep }: ClaimRecord, answers: Answers, now: Temporal.Instant): boolean {
  if (!isPending(nextStep)) return false;
  const asked = askedAt(nextStep);
  const isBack = nextStep.awaits.every((part) => isLater(answers.answeredAt(part), asked));
  const rested = asked.add({ seconds: retryDelay(nextStep.woken ?? 0) });
  return isBack && Temporal.Instant.compare(rested, now) <= 0;
}

/** The claim as one whose time has come. */
export function wokenClaim<Claim extends ClaimRecord>(claim: Claim, now: Temporal.Instant): Claim {
  const { nextStep } = claim;
  if (nextStep === undefined) return claim;
  const at = instantText(now);
  return { ...claim, nextStep: { ...nextStep, at, woken: (nextStep.woken ?? 0) + 1 } };
}

/** A claim that finds out whether what it waits for is back. */
export interface Probe extends Pick<ClaimRecord, 'id'> {
  /** Names what it waits for: all that wait for the same have one probe at a time. */
  readonly waitsFor: string;
}

/**
 * Claims that find out whether a source is back while nobody else asks it: of those that wait for the same the one whose
 * time comes first. However many wait, a source that is down is asked for them once in `probeDelay`.
 *
 * @param lastProbes when a probe was made, by what it waited for
 */
export function probesAmong(
  claims: readonly ClaimRecord[],
  lastProbes: ReadonlyMap<string, Temporal.Instant>,
  now: Temporal.Instant,
): readonly Probe[] {
  const latest = now.subtract({ seconds: probeDelay });
  const isRested = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, latest) <= 0;
  const rested = claims.flatMap(({ id, nextStep }) =>
    isPending(nextStep) && isRested(askedAt(nextStep))
      ? [{ id, at: nextStep.at, waitsFor: nextStep.awaits.toSorted().join() }]
      : [],
  );
  return [...Map.groupBy(rested, ({ waitsFor }) => waitsFor)].flatMap(([waitsFor, group]) => {
    const last = lastProbes.get(waitsFor);
    const [first] = group.toSorted((one, other) => (one.at < other.at ? -1 : 1));
    return first === undefined || (last && !isRested(last)) ? [] : [{ id: first.id, waitsFor }];
  });
}

function isPending(nextStep: NextStep | undefined): nextStep is Pending {
  return nextStep?.kind === 'RESOLVE' && nextStep.awaits !== undefined;
}

/** A claim that waits for a source is due so long after it was asked last. */
function askedAt({ at, attempts }: NextStep): Temporal.Instant {
  return Temporal.Instant.from(at).subtract({ seconds: retryDelay(attempts - 1) });
}

function isLater(answered: string | undefined, asked: Temporal.Instant): boolean {
  return answered !== undefined && Temporal.Instant.compare(answered, asked) > 0;
}
