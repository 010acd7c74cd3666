import type { SubgraphLimits } from '../../limits/limits.ts';
import { createTurns } from './turns.ts';

/** Bounds how many calls are under way at once, and how many wait. */
export interface CallSlots {
  /** Takes a slot that is free. @returns gives it back; undefined where none is */
  takeNow(): (() => void) | undefined;
  /**
   * Waits for a free slot, first come, first served; where there are several senders, these by turns.
   *
   * @param until moment of `performance.now()` at which waiting ends
   * @param sender for whom it waits; the same for all if left out
   * @returns gives the slot back; undefined when none became free in time, or too many wait already
   */
  take(until: number, sender?: string): Promise<(() => void) | undefined>;
}

/** @param limits how many calls may be under way, and how many may wait */
export function createCallSlots({
  inFlight,
  queued,
}: Pick<SubgraphLimits, 'inFlight' | 'queued'>): CallSlots {
  let taken = 0;
  const waiting = createTurns<() => void>();
  const release = () => {
    const grant = waiting.next();
    if (grant) grant();
    else taken--;
  };
  const takeNow = () => {
    if (taken >= inFlight) return undefined;
    taken++;
    return release;
  };
  return {
    takeNow,
    async take(until, sender = '') {
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
        leave();
        resolve(undefined);
      }, patience);
      const leave = waiting.enter(grant, sender);
      return promise;
    },
  };
}
