import { createSharedRoom, type SharedRoom } from '../../../subgraphs/kit/http/shared-room.ts';
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
   * @param bytes that are kept for it meanwhile
   * @returns gives the slot back; undefined when none became free in time, or too many or too much waits already
   */
  take(until: number, sender?: string, bytes?: number): Promise<(() => void) | undefined>;
}

/**
 * @param limits how many calls may be under way, and how many may wait
 * @param room for what is kept while it waits; there is no end to it if left out
 */
export function createCallSlots(
  { inFlight, queued }: Pick<SubgraphLimits, 'inFlight' | 'queued'>,
  room: SharedRoom = createSharedRoom(Number.POSITIVE_INFINITY),
): CallSlots {
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
    async take(until, sender = '', bytes = 0) {
      const free = takeNow();
      if (free) return free;
      const patience = until - performance.now();
      if (waiting.size >= queued || patience <= 0) return undefined;
      const { promise, resolve } = Promise.withResolvers<(() => void) | undefined>();
      const end = (granted: (() => void) | undefined) => {
        clearTimeout(timer);
        leave();
        place.leave();
        resolve(granted);
      };
      const leave = waiting.enter(() => end(release), sender);
      const place = room.enter(sender, () => end(undefined));
      const timer = setTimeout(() => end(undefined), patience);
      place.hold(bytes);
      return promise;
    },
  };
}
