import type { LoadLimits } from '../limits/limits.ts';
import { adaptInFlight, type LoadSign } from './adapt-in-flight.ts';

/** What is under way, and for whom. */
export interface Places {
  /** How many are taken. */
  readonly inFlight: () => number;
  /** How many there are now. */
  readonly allowed: () => number;
  readonly isAnyFree: () => boolean;
  /** Whether a flow may have one more: a client may not take all, while it waits for a slow agency others must get through. */
  readonly mayGo: (flow: string) => boolean;
  /** How many more of a flow could go at once. */
  readonly freeFor: (flow: string) => number;
  take(flow: string): void;
  giveBack(flow: string): void;
  adapt(seen: LoadSign): void;
}

/** With this many under way a gateway begins, before it knows how many it can bear. */
const firstAllowed = 32;

/** The places of a gateway in which requests are answered, as many as it can bear. */
export function createPlaces(limits: LoadLimits): Places {
  /** Whoever came once is kept, as in `createArrivals`. */
  const underWay = new Map<string, number>();
  let inFlight = 0;
  let allowed = Math.min(limits.inFlight, firstAllowed);
  const taken = (flow: string) => underWay.get(flow) ?? 0;
  const mayGo = (flow: string) => taken(flow) < Math.max(1, Math.ceil(allowed * limits.clientShare));
  return {
    inFlight: () => inFlight,
    allowed: () => allowed,
    isAnyFree: () => inFlight < allowed,
    mayGo,
    freeFor: (flow) => (mayGo(flow) ? Math.max(0, allowed - inFlight) : 0),
    take(flow) {
      inFlight++;
      underWay.set(flow, taken(flow) + 1);
    },
    giveBack(flow) {
      inFlight--;
      underWay.set(flow, taken(flow) - 1);
    },
    adapt(seen) {
      allowed = adaptInFlight(allowed, seen, limits);
    },
  };
}
