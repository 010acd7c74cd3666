import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { retryDelay } from '../resolve/retry-delay.ts';
import { changeClaim } from './change-claim.ts';
import { resolveClaim, type DeskOptions } from './claim-desk.ts';

/**
 * Resolves a claim; one whose resolution fails, for a reason that nobody thought of, is tried later each time, and stops
 * no other claim and no event.
 *
 * @returns the claim as stored; undefined where there is none, nothing is to be done with it, or it failed
 * @throws whatever the store throws when it cannot be reached
 */
export async function resolveOrPostpone(id: string, options: DeskOptions): Promise<ClaimRecord | undefined> {
  try {
    return await resolveClaim(id, options);
  } catch (error) {
    await changeClaim(options.collections.claims, id, (claim) => postponed(claim, options.now()));
    options.onFault?.(`A claim could not be resolved and is tried again later: ${nameOf(error)}.`);
    return undefined;
  }
}

function postponed(claim: ClaimRecord, now: Temporal.Instant) {
  const { nextStep } = claim;
  if (nextStep === undefined || nextStep.kind === 'LIST') return { answer: undefined };
  const { look: _failed, heard: _before, ...step } = nextStep;
  const kind = step.kind === 'LOOK' ? 'REST' : step.kind;
  const attempts = step.attempts + 1;
  const at = instantText(now.add({ seconds: retryDelay(attempts - 1) }));
  return { claim: { ...claim, nextStep: { ...step, kind, at, attempts } } };
}

/** The kind of an error; its message may hold what it failed on. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown fault';
}
