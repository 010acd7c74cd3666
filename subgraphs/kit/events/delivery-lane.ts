import type { AgencyEvent } from './agency-event.ts';
import {
  behind,
  deliveredAt,
  failedAt,
  hastenedTo,
  isTaken,
  takenAt,
  unstoredAt,
} from './delivery-outcome.ts';
import type { DeliveryTerms } from './delivery-terms.ts';
import type { Delivery, EventQueue } from './event-queue.ts';
import { createPause } from './pause.ts';

/** What a lane works with. */
export interface LaneOptions {
  readonly queue: EventQueue;
  readonly destination: string;
  /** Delivers once. `DeliveryFailed` says why not; anything else counts as a fault of our own. Both are tried again. */
  readonly deliver: (event: AgencyEvent) => Promise<void>;
  /** Whether what an event tells is stored: before that nobody is told of it. */
  readonly holds: (event: AgencyEvent) => Promise<boolean>;
  readonly terms: DeliveryTerms;
  /** Is told, in one line without any value, of dead letters and of faults. */
  readonly onFault: (line: string) => void;
}

/** Makes the deliveries to one destination, so that none waits for another destination. */
export interface Lane {
  /** Looks at once instead of when it would next. */
  wake(): void;
  /** Lets the attempts under way end. */
  close(): Promise<void>;
}

/** Attempts at the same time, each of another document. */
const width = 8;

/** Looks at least so often, in milliseconds: another process may have queued something. */
const longestRest = 5_000;

/**
 * Starts to deliver. At least once: an attempt whose process was killed is made again when its lease has run out. In
 * order for each document: an event waits until those before it are settled; a dead letter holds back what follows it.
 */
export function startLane(options: LaneOptions): Lane {
  const { onFault, destination } = options;
  const pause = createPause();
  const lane = { isOpen: true };
  const run = async () => {
    let next: NextPass = { rest: 0, hurry: false };
    while (lane.isOpen) {
      try {
        next = await makePass(options, next.hurry);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'no Error';
        onFault(`Events to ${destination}: ${name}; tried again in ${longestRest / 1000} s.`);
        next = { rest: longestRest, hurry: false };
      }
      if (lane.isOpen && next.rest > 0) await pause.wait(next.rest);
    }
  };
  const ended = run();
  return {
    wake: pause.end,
    async close() {
      lane.isOpen = false;
      pause.end();
      await ended;
    },
  };
}

interface NextPass {
  /** Milliseconds for which nothing is due. */
  readonly rest: number;
  /** Whether it need not wait for what is not due yet. */
  readonly hurry: boolean;
}

/** Makes what is due. Whoever answers again after failures is sent at once what waits for its next attempt. */
async function makePass(options: LaneOptions, hurry: boolean): Promise<NextPass> {
  const { queue, destination } = options;
  const now = Date.now();
  const waiting = await queue.due(destination, width);
  const isReady = (delivery: Delivery) =>
    hurry ? !isTaken(delivery, now) : Date.parse(delivery.dueAt) <= now;
  const ready = waiting.filter(isReady);
  if (ready.length === 0) {
    const [next] = waiting;
    const rest = next ? Math.max(Date.parse(next.dueAt) - now, 1) : longestRest;
    return { rest: Math.min(rest, longestRest), hurry: false };
  }
  const firsts = Array.from(Map.groupBy(ready, ({ stream }) => stream).values(), ([first]) => first);
  const results = await Promise.all(
    firsts.map(async (delivery) => (delivery ? attempt(delivery, options) : 'held')),
  );
  const answers = results.includes('recovered') || (hurry && results.includes('delivered'));
  return { rest: 0, hurry: answers && !results.includes('failed') };
}

type Attempted = 'delivered' | 'recovered' | 'failed' | 'held';

async function attempt(delivery: Delivery, options: LaneOptions): Promise<Attempted> {
  const { queue, holds, terms, deliver, onFault } = options;
  const { event, destination, stream } = delivery;
  const first = await queue.firstOf(destination, stream);
  if (first && first.id !== delivery.id) {
    await queue.settle(delivery, behind(delivery, first, Date.now()));
    return 'held';
  }
  if (!(await holds(event))) {
    await queue.settle(delivery, unstoredAt(delivery, terms, Date.now()));
    return 'held';
  }
  const taken = await queue.settle(delivery, takenAt(delivery, terms, Date.now()));
  if (!taken) return 'held';
  try {
    await deliver(event);
  } catch (error) {
    const outcome = failedAt(taken, error, terms, { now: Date.now(), random: Math.random() });
    await queue.settle(taken, outcome);
    if (outcome.state === 'DEAD') {
      onFault(`Events to ${destination}: dead letter ${taken.id} (${outcome.failure}); see npm run events.`);
    }
    return 'failed';
  }
  await queue.settle(taken, deliveredAt(taken, Date.now()));
  const next = await queue.firstOf(destination, stream);
  if (next?.state === 'DUE' && next.attempts === 0) await queue.settle(next, hastenedTo(next, Date.now()));
  return delivery.attempts > 0 ? 'recovered' : 'delivered';
}
