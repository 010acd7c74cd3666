import { refusal } from '../http/refusal.ts';
import type { LoadLimits } from '../limits/limits.ts';
import { adaptInFlight } from './adapt-in-flight.ts';
import { createArrivals, type ArrivalPlace } from './arrivals.ts';
import { createCompletionRate } from './completion-rate.ts';
import { createFairQueue } from './fair-queue.ts';
import { comeAgainTimes } from './come-again.ts';
import { createOverloadSign } from './overload-sign.ts';

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
export interface Gate {
  /**
   * Decides, before anything of it is read, whether a request has a chance of its turn.
   *
   * @returns undefined when it is to be sent away, which is counted
   */
  arrive(flow: string): ArrivalPlace | undefined;
  /** Whether there is an overload, and a flow that is sent away is one of those that it comes from. */
  isBehindOverload(flow: string): boolean;
  /** Whether one more of a flow could be let through now, and nobody else would have to go for it. */
  hasRoomFor(flow: string): boolean;
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

/** With this many under way a gateway begins, before it knows how many it can bear. */
const firstAllowed = 32;

/** Nobody is let in to wait who would wait longer than this part of what is bearable: some take longer than others. */
const foreseen = 0.5;

/** However little ends, so many may wait in an overload: in a shorter queue one client could keep out all others. */
const leastQueue = 2;

/** Made once: a stack for each of ten thousand refusals would cost more than what is refused. */
const refusals = comeAgainTimes.map((seconds) =>
  refusal('OVERLOADED', undefined, { 'retry-after': String(seconds) }),
);

/** @param now milliseconds of a clock that never goes back */
export function createGate(limits: LoadLimits, now: () => number = () => performance.now()): Gate {
  const queue = createFairQueue<Waiting>();
  const arrivals = createArrivals();
  const rate = createCompletionRate(now());
  /** Whoever came once is kept, as in `createArrivals`. */
  const underWay = new Map<string, number>();
  let inFlight = 0;
  let allowed = Math.min(limits.inFlight, firstAllowed);
  let shed = 0;
  let delay = 0;
  const overload = createOverloadSign(limits.busyAfter, now);

  /** How many may wait: in an overload no more than are let in before those lose patience. */
  function capacity(): number {
    const soon = (rate.perSecond() * limits.busyWait * foreseen) / 1_000;
    return Math.min(
      limits.queued,
      overload.isOverload() ? Math.max(leastQueue, Math.ceil(soon)) : 2 * allowed,
    );
  }

  // A client may not take all: while it waits for a slow agency, others must get through.
  const mayGo = (flow: string) =>
    (underWay.get(flow) ?? 0) < Math.max(1, Math.ceil(allowed * limits.clientShare));

  /** How many more of a flow could go at once. */
  const places = (flow: string) => (mayGo(flow) ? Math.max(0, allowed - inFlight) : 0);

  /** With how many a flow waits, and all together: who is let through to be read waits already. */
  const waitingOf = (flow: string) => queue.lengthOf(flow) + arrivals.of(flow);
  const waiting = () => queue.size() + arrivals.size();

  /** To be sent away with more than one waiting is to have one's share, or the longest row. */
  const isBehindOverload = (flow: string) => overload.isOverload() && waitingOf(flow) > 1;

  /**
   * A queue that does not empty is no buffer but a delay for all: then nobody waits long (controlled delay), but for those
   * whom it is not full of.
   */
  const patience = (flow: string) =>
    overload.isOverload() && !queue.isModest(flow) ? limits.busyWait : limits.calmWait;

  function isOver({ flow, since, until, isGone }: Waiting): boolean {
    return now() - since > patience(flow) || (until !== undefined && now() >= until) || isGone?.() === true;
  }

  function start(flow: string): void {
    inFlight++;
    underWay.set(flow, (underWay.get(flow) ?? 0) + 1);
  }

  function end(flow: string): void {
    inFlight--;
    rate.count();
    underWay.set(flow, (underWay.get(flow) ?? 1) - 1);
    letIn();
  }

  function letIn(): void {
    while (inFlight < allowed) {
      const next = queue.take(mayGo);
      if (!next) break;
      const { flow, item } = next;
      if (isOver(item)) {
        item.settle(false);
        continue;
      }
      start(flow);
      item.settle(true);
    }
    overload.note(queue.size() > 0);
  }

  /**
   * Whether one more of a flow would wait behind too many. Who is let in where all places are taken drives another out, who was
   * read in vain, at four times the cost of whoever is sent away at once: only for a row that stays the shorter one.
   */
  function isFullFor(flow: string): boolean {
    const most = capacity();
    const free = places(flow);
    const own = waitingOf(flow);
    const hasShare = own >= queue.shareOf(flow, most);
    if (waiting() >= most + free) return hasShare || (queue.size() >= most && own + 1 >= queue.longest());
    // In an overload each place is soon wanted by another: who has enough leaves it to them.
    return hasShare && free === 0 && overload.isOverload();
  }

  /** @param hasPlace whether it counts already: then it was read, and to send it away now would cost four times as much */
  function wait(entrant: Entrant, hasPlace: boolean): Promise<boolean> {
    if (!hasPlace && isFullFor(entrant.flow)) return Promise.resolve(false);
    if (queue.size() >= capacity()) queue.drop()?.settle(false);
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
      if (isFullFor(flow)) {
        shed++;
        return undefined;
      }
      return arrivals.add({ flow, since: now() });
    },
    isBehindOverload,
    hasRoomFor: (flow) => waiting() < capacity() + places(flow) && !isFullFor(flow),
    leave: arrivals.remove,
    async run(entrant, work) {
      const { flow, arrival } = entrant;
      const hasPlace = arrival !== undefined && arrivals.remove(arrival);
      if (queue.size() === 0 && inFlight < allowed && mayGo(flow)) start(flow);
      else if (!(await wait(entrant, hasPlace))) refuse();
      try {
        return await work();
      } finally {
        end(flow);
      }
    },
    observe(seen) {
      // Half of what was seen: one collection of garbage is no overload.
      delay = (delay + seen) / 2;
      rate.observe(now());
      allowed = adaptInFlight(allowed, { delay, isWaiting: queue.size() > 0 }, limits);
      arrivals.removeBefore(now() - limits.busyWait);
      for (const { settle } of queue.sweep(isOver)) settle(false);
      letIn();
    },
    state: () => ({ inFlight, queued: queue.size(), allowed, shed }),
  };
}
