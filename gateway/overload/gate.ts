import { refusal } from '../http/refusal.ts';
import type { LoadLimits } from '../limits/limits.ts';
import { adaptInFlight } from './adapt-in-flight.ts';
import { createFairQueue } from './fair-queue.ts';
import { comeAgainIn } from './send-away.ts';

/** A request that wants to be answered. */
export interface Entrant {
  /** Whose it is: requests of one flow wait for each other, flows take turns. */
  readonly flow: string;
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
  /** Whether a request of this flow would be sent away: asked before anything of it is read. */
  isFullFor(flow: string): boolean;
  /** Counts one that was. */
  countShed(): void;
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

/** @param now milliseconds of a clock that never goes back */
export function createGate(limits: LoadLimits, now: () => number = () => performance.now()): Gate {
  const queue = createFairQueue<Waiting>();
  const underWay = new Map<string, number>();
  let inFlight = 0;
  let allowed = Math.min(limits.inFlight, firstAllowed);
  let shed = 0;
  let delay = 0;
  /** Since when somebody has been waiting at any time. */
  let busySince: number | undefined;

  const capacity = () => Math.min(limits.queued, 2 * allowed);
  // A client may not take all: while it waits for a slow agency, others must get through.
  const mayGo = (flow: string) =>
    (underWay.get(flow) ?? 0) < Math.max(1, Math.ceil(allowed * limits.clientShare));

  /**
   * A queue that does not empty is no buffer but a delay for all: then nobody waits long (controlled delay), but for those
   * whom it is not full of.
   */
  const patience = (flow: string) => {
    const isBusy = busySince !== undefined && now() - busySince > limits.busyAfter;
    return isBusy && !queue.isModest(flow) ? limits.busyWait : limits.calmWait;
  };

  function isOver({ flow, since, until, isGone }: Waiting): boolean {
    return now() - since > patience(flow) || (until !== undefined && now() >= until) || isGone?.() === true;
  }

  function start(flow: string): void {
    inFlight++;
    underWay.set(flow, (underWay.get(flow) ?? 0) + 1);
  }

  function end(flow: string): void {
    inFlight--;
    const left = (underWay.get(flow) ?? 1) - 1;
    if (left === 0) underWay.delete(flow);
    else underWay.set(flow, left);
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
    if (queue.size() === 0) busySince = undefined;
  }

  function isFullFor(flow: string): boolean {
    if (queue.size() < capacity() || (inFlight < allowed && mayGo(flow))) return false;
    return queue.lengthOf(flow) >= queue.shareOf(flow, capacity());
  }

  function wait(entrant: Entrant): Promise<boolean> {
    if (isFullFor(entrant.flow)) return Promise.resolve(false);
    if (queue.size() >= capacity()) queue.drop()?.settle(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    busySince ??= now();
    queue.add(entrant.flow, { ...entrant, since: now(), settle: resolve });
    // It may go before others, whose clients have all that they may have under way.
    letIn();
    return promise;
  }

  function refuse(): never {
    shed++;
    throw refusal('OVERLOADED', undefined, { 'retry-after': String(comeAgainIn()) });
  }

  return {
    isFullFor,
    countShed: () => void shed++,
    async run(entrant, work) {
      const { flow } = entrant;
      if (queue.size() === 0 && inFlight < allowed && mayGo(flow)) start(flow);
      else if (!(await wait(entrant))) refuse();
      try {
        return await work();
      } finally {
        end(flow);
      }
    },
    observe(seen) {
      // Half of what was seen: one collection of garbage is no overload.
      delay = (delay + seen) / 2;
      allowed = adaptInFlight(allowed, { delay, isWaiting: queue.size() > 0 }, limits);
      for (const { settle } of queue.sweep(isOver)) settle(false);
      letIn();
    },
    state: () => ({ inFlight, queued: queue.size(), allowed, shed }),
  };
}
