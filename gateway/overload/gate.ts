import { refusal } from '../http/refusal.ts';
import type { LoadLimits } from '../limits/limits.ts';
import { createArrivals, type ArrivalPlace } from './arrivals.ts';
import { createCompletionRate } from './completion-rate.ts';
import { createFairQueue } from './fair-queue.ts';
import { comeAgainTimes } from './come-again.ts';
import { createOverloadSign } from './overload-sign.ts';
import { createPlaces } from './places.ts';
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts';

/** A request that wants to be answered. */
export interface Entrant {
  /** Whose it is: requests of one flow wait for each other, flows take turns. */
  readonly flow: string;
  /** As what it was let through to be read, if that was asked. */
  readonly arrival?: ArrivalPlace | undefined;
  /** Moment of `performance.now()` by which it must be answered. */
  readonly until?: number | undefined;
  /** Whether nobody waits for its answer any more. */
  readonly isGone?: () => boolean;
}

/** How busy a gateway is. */
export interface LoadState {
  readonly inFlight: number;
  readonly queued: number;
  /** How many may be under way now. */
  readonly allowed: number;
  /** Requests that were sent away since the start. */
  readonly shed: number;
}

/** Lets in as many requests as the process can answer in good time, and sends the rest away at once. */
export interface Gate extends Pick<WaitingRoom, 'isBehindOverload' | 'hasRoomFor'> {
  /**
   * Decides, before anything of it is read, whether a request has a chance of its turn.
   *
   * @returns undefined when it is to be sent away, which is counted
   */
  arrive(flow: string): ArrivalPlace | undefined;
  /** What was let through to be read is over, whether or not it wanted its turn: it keeps nobody out any more. */
  leave(arrival: ArrivalPlace): void;
  /**
   * Runs work when it is its turn.
   *
   * @throws GraphQLError `OVERLOADED` (503) with `retry-after`
   */
  run<Result>(entrant: Entrant, work: () => Promise<Result>): Promise<Result>;
  /** Looks how late the event loop is, and adapts. @param delay milliseconds */
  observe(delay: number): void;
  state(): LoadState;
}

interface Waiting extends Entrant {
  readonly since: number;
  readonly settle: (isLetIn: boolean) => void;
}

/** Made once: a stack for each of ten thousand refusals would cost more than what is refused. */
const refusals = comeAgainTimes.map((seconds) =>
  refusal('OVERLOADED', undefined, { 'retry-after': String(seconds) }),
);

/** @param now milliseconds of a clock that never goes back */
export function createGate(limits: LoadLimits, now: () => number = () => performance.now()): Gate {
  const queue = createFairQueue<Waiting>();
  const arrivals = createArrivals();
  const rate = createCompletionRate(now());
  const places = createPlaces(limits);
  let shed = 0;
  let delay = 0;
  const overload = createOverloadSign(limits.busyAfter, now);

  const room = createWaitingRoom(limits, { queue, arrivals, places, rate, overload });

  function isOver({ flow, since, until, isGone }: Waiting): boolean {
    return (
      now() - since > room.patience(flow) || (until !== undefined && now() >= until) || isGone?.() === true
    );
  }

  function letIn(): void {
    while (places.isAnyFree()) {
      const next = queue.take(places.mayGo);
      if (!next) break;
      const isLetIn = !isOver(next.item);
      if (isLetIn) places.take(next.flow);
      next.item.settle(isLetIn);
    }
    overload.note(queue.size() > 0);
  }

  /** @param hasPlace whether it counts already: then it was read, and to send it away now would cost four times as much */
  function wait(entrant: Entrant, hasPlace: boolean): Promise<boolean> {
    if (!hasPlace && room.isFullFor(entrant.flow)) return Promise.resolve(false);
    if (queue.size() >= room.capacity()) queue.drop()?.settle(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    queue.add(entrant.flow, { ...entrant, since: now(), settle: resolve });
    overload.note(true);
    // It may go before others, whose clients have all that they may have under way.
    letIn();
    return promise;
  }

  function refuse(): never {
    const one = refusals[shed++ % refusals.length];
    throw one;
  }

  return {
    arrive(flow) {
      if (room.isFullFor(flow)) {
        shed++;
        return undefined;
      }
      return arrivals.add({ flow, since: now() });
    },
    isBehindOverload: room.isBehindOverload,
    hasRoomFor: room.hasRoomFor,
    leave: arrivals.remove,
    async run(entrant, work) {
      const { flow, arrival } = entrant;
      const hasPlace = arrival !== undefined && arrivals.remove(arrival);
      if (queue.size() === 0 && places.freeFor(flow) > 0) places.take(flow);
      else if (!(await wait(entrant, hasPlace))) refuse();
      try {
        return await work();
      } finally {
        places.giveBack(flow);
        rate.count();
        letIn();
      }
    },
    observe(seen) {
      // Half of what was seen: one collection of garbage is no overload.
      delay = (delay + seen) / 2;
      rate.observe(now());
      places.adapt({ delay, isWaiting: queue.size() > 0 });
      arrivals.removeBefore(now() - limits.busyWait);
      for (const { settle } of queue.sweep(isOver)) settle(false);
      letIn();
    },
    state: () => ({ inFlight: places.inFlight(), queued: queue.size(), allowed: places.allowed(), shed }),
  };
}
