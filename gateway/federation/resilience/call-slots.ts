import type { SubgraphLimits } from '../../limits/limits.ts';

/** Bounds how many calls are under way at once, and how many wait. */
export interface CallSlots {
  /**
   * Waits for a free slot, first come, first served.
   *
   * @param until moment of `performance.now()` at which waiting ends
   * @returns gives the slot back; undefined when none became free in time, or too many wait already
   */
  take(until: number): Promise<(() => void) | undefined>;
}

/** @param limits how many calls may be under way, and how many may wait */
export function createCallSlots({
  inFlight,
  queued,
}: Pick<SubgraphLimits, 'inFlight' | 'queued'>): CallSlots {
  let taken = 0;
  // A set keeps the order of insertion, and lets go of one that has waited too long.
  const waiting = new Set<() => void>();
  const release = () => {
    const [next] = waiting;
    if (next === undefined) {
      taken--;
      return;
    }
    waiting.delete(next);
    next();
  };
  return {
    async take(until) {
      if (taken < inFlight) {
        taken++;
        return release;
      }
      const patience = until - performance.now();
      if (waiting.size >= queued || patience <= 0) return undefined;
      const { promise, resolve } = Promise.withResolvers<(() => void) | undefined>();
      const grant = () => {
        clearTimeout(timer);
        resolve(release);
      };
      const timer = setTimeout(() => {
        waiting.delete(grant);
        resolve(undefined);
      }, patience);
      waiting.add(grant);
      return promise;
    },
  };
}
