import type { SubgraphLimits } from '../../limits/limits.ts';
import { createRoster } from '../../roster.ts';

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
  const waiting = createRoster<() => void>();
  const release = () => {
    const next = waiting.oldest();
    if (next === undefined) {
      taken--;
      return;
    }
    waiting.leave(next);
    next.member();
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
        waiting.leave(place);
        resolve(undefined);
      }, patience);
      const place = waiting.enter(grant);
      return promise;
    },
  };
}
