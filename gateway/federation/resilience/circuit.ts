import type { CircuitLimits } from '../../limits/limits.ts';

/** Whether a subgraph is asked: as usual, not at all, or by one call that finds out. */
export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** What a call says of the subgraph. `UNKNOWN`: it ended for a reason of ours. */
export type CallOutcome = 'ANSWERED' | 'FAILED' | 'UNKNOWN';

/** Leaves a subgraph alone while it fails, so that nobody waits for it and it is not kept down by being asked. */
export interface Circuit {
  state(): CircuitState;
  /** Whether a call could be made now. */
  mayEnter(): boolean;
  /**
   * Asks whether a call may be made.
   *
   * @returns what is to be told how it ended; undefined when it may not be made
   */
  enter(): ((outcome: CallOutcome) => void) | undefined;
}

/**
 * @param now milliseconds of a clock that never goes back
 * @param onChange is told of every new state
 */
export function createCircuit(
  { failures: most, share, window, pause }: CircuitLimits,
  now: () => number,
  onChange: (state: CircuitState) => void = () => {},
): Circuit {
  let state: CircuitState = 'CLOSED';
  let since = now();
  let calls = 0;
  let failures = 0;
  let isProbing = false;

  function change(next: CircuitState): void {
    state = next;
    since = now();
    calls = 0;
    failures = 0;
    isProbing = false;
    onChange(next);
  }

  function count(outcome: CallOutcome): void {
    // A call from before the circuit opened says nothing new.
    if (state !== 'CLOSED' || outcome === 'UNKNOWN') return;
    if (now() - since > window) {
      since = now();
      calls = 0;
      failures = 0;
    }
    calls++;
    if (outcome === 'FAILED' && ++failures >= most && failures >= share * calls) change('OPEN');
  }

  function settleProbe(outcome: CallOutcome): void {
    if (outcome === 'UNKNOWN') isProbing = false;
    else change(outcome === 'ANSWERED' ? 'CLOSED' : 'OPEN');
  }

  const mayEnter = () => (state === 'OPEN' ? now() - since >= pause : !isProbing);

  return {
    state: () => state,
    mayEnter,
    enter() {
      if (state === 'CLOSED') return count;
      if (!mayEnter()) return undefined;
      if (state === 'OPEN') change('HALF_OPEN');
      isProbing = true;
      return settleProbe;
    },
  };
}
