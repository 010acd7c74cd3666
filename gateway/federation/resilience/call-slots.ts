import type { SubgraphLimits } from '../../limits/limits.ts';

/** Bounds how many calls are under way at once, and how many wait. */
export interface CallSlots {
  /** Takes a slot that is free. @returns gives it back; undefined where none is */
  takeNow(): (() => void) | undefined;
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
  const takeNow = () => {
    if (taken >= inFlight) return undefined;
    taken++;
    return release;
  };
  return {
    takeNow,
    async take(until) {
      const free = takeNow();
      if (free) return free;
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
