import { afterEach, expect, test } from 'vitest';
import { DeliveryFailed } from '../../subgraphs/kit/events/delivery-outcome.ts';
import { startLane, type Lane, type LaneOptions } from '../../subgraphs/kit/events/delivery-lane.ts';
import { delayAfter, webhookTerms } from '../../subgraphs/kit/events/delivery-terms.ts';
import { openEventQueue, type EventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { birthEvent, shortTerms } from './made-events.ts';

const lanes: Lane[] = [];
const faults: string[] = [];
afterEach(async () => {
  await Promise.all(lanes.splice(0).map((lane) => lane.close()));
  faults.splice(0);
});

interface Receiver {
  /** Whether it answers. */
  isUp: boolean;
  readonly received: string[];
  /** How often it was asked while it did not answer. */
  refusals: number;
}

async function openQueue(): Promise<EventQueue> {
  return openEventQueue(await openStore({ uri: 'memory:' }), 'eventOutbox');
}

function deliverTo(receiver: Receiver, queue: EventQueue, options: Partial<LaneOptions> = {}): Lane {
  const lane = startLane({
    queue,
    destination: 'vss',
    async deliver({ id }) {
      if (!receiver.isUp) {
        receiver.refusals++;
        throw new DeliveryFailed('HTTP_503');
      }
      receiver.received.push(id);
    },
    holds: async () => true,
    terms: shortTerms,
    onFault: (line) => faults.push(line),
    ...options,
  });
  lanes.push(lane);
  return lane;
}

const receiver = (isUp = true): Receiver => ({ isUp, received: [], refusals: 0 });
const put = (queue: EventQueue, ...events: ReturnType<typeof birthEvent>[]) =>
  Promise.all(events.map((event) => queue.put(event, ['vss'], event.document.id)));

test('an event that is announced twice is delivered once', async () => {
  const queue = await openQueue();
  const vss = receiver();
  await put(queue, birthEvent(1), birthEvent(1));
  const lane = deliverTo(vss, queue);
  await expect.poll(() => vss.received).toEqual([birthEvent(1).id]);
  await put(queue, birthEvent(1), birthEvent(2));
  lane.wake();
  await expect.poll(() => vss.received).toEqual([birthEvent(1).id, birthEvent(2).id]);
});

test('who was away is sent everything once it answers again, without waiting for the next attempt of each', async () => {
  const queue = await openQueue();
  const vss = receiver(false);
  const events = Array.from({ length: 30 }, (_, number) => birthEvent(number));
  await put(queue, ...events);
  deliverTo(vss, queue, { terms: { ...shortTerms, longestDelay: 60_000, firstDelay: 200, attempts: 9 } });
  await expect.poll(() => vss.refusals).toBeGreaterThan(20);
  vss.isUp = true;
  await expect.poll(() => vss.received.length).toBe(30);
  expect(new Set(vss.received).size).toBe(30);
});

test('after its last attempt an event is a dead letter, which an operator lists and replays', async () => {
  const queue = await openQueue();
  const vss = receiver(false);
  await put(queue, birthEvent(1));
  const lane = deliverTo(vss, queue);
  await expect.poll(() => queue.dead(10)).toHaveLength(1);
  expect(vss.refusals).toBe(shortTerms.attempts);
  const [letter] = await queue.dead(10);
  expect(letter).toMatchObject({ destination: 'vss', failure: 'HTTP_503', attempts: 4 });
  expect(faults).toEqual([`Events to vss: dead letter ${letter?.id} (HTTP_503); see npm run events.`]);

  vss.isUp = true;
  expect(await queue.replay(letter?.id ?? '')).toBe(true);
  lane.wake();
  await expect.poll(() => vss.received).toEqual([birthEvent(1).id]);
  expect(await queue.dead(10)).toEqual([]);
  expect(await queue.replay(letter?.id ?? '')).toBe(false);
});

test('a receiver that wants no more is not asked again', async () => {
  const queue = await openQueue();
  await put(queue, birthEvent(1));
  let asked = 0;
  deliverTo(receiver(), queue, {
    deliver: async () => {
      asked++;
      throw new DeliveryFailed('HTTP_410', true);
    },
  });
  await expect.poll(() => queue.dead(10)).toHaveLength(1);
  expect(asked).toBe(1);
});

test('the events of a document arrive in its order, however often one of them fails', async () => {
  const queue = await openQueue();
  const vss = receiver();
  const events = [1, 2, 3, 4].flatMap((version) => [birthEvent(1, version), birthEvent(2, version)]);
  await put(queue, ...events.toReversed());
  let calls = 0;
  deliverTo(vss, queue, {
    deliver: async ({ id }) => {
      if (++calls % 3 === 1) throw new DeliveryFailed('TIMEOUT');
      vss.received.push(id);
    },
  });
  await expect.poll(() => vss.received).toHaveLength(8);
  for (const number of [1, 2]) {
    const ofDocument = events.filter(({ document }) => document.id === `document-${number}`);
    const ids = ofDocument.map(({ id }) => id);
    expect(vss.received.filter((id) => ids.includes(id))).toEqual(ids);
  }
});

test('a dead letter holds back what follows in its document, and nothing else', async () => {
  const queue = await openQueue();
  const vss = receiver();
  await put(queue, birthEvent(1, 1), birthEvent(1, 2), birthEvent(2));
  let isBroken = true;
  const lane = deliverTo(vss, queue, {
    deliver: async ({ id }) => {
      if (isBroken && id === birthEvent(1, 1).id) throw new DeliveryFailed('HTTP_500');
      vss.received.push(id);
    },
  });
  await expect.poll(() => queue.dead(10)).toHaveLength(1);
  await expect.poll(() => vss.received).toEqual([birthEvent(2).id]);
  isBroken = false;
  await queue.replay(`${birthEvent(1, 1).id}.vss`);
  lane.wake();
  await expect
    .poll(() => vss.received)
    .toEqual([birthEvent(2), birthEvent(1, 1), birthEvent(1, 2)].map(({ id }) => id));
});

test('nobody is told of a document before it is stored', async () => {
  const queue = await openQueue();
  const vss = receiver();
  const stored = new Set<string>();
  let looks = 0;
  await put(queue, birthEvent(1));
  deliverTo(vss, queue, {
    holds: async ({ document }) => {
      looks++;
      return stored.has(document.id);
    },
  });
  await expect.poll(() => looks).toBeGreaterThan(2);
  expect(vss.received).toEqual([]);
  stored.add('document-1');
  await expect.poll(() => vss.received).toEqual([birthEvent(1).id]);
});

test('the event of a document that never came is void, until it is announced again', async () => {
  const queue = await openQueue();
  const vss = receiver();
  const stored = new Set<string>();
  await put(queue, birthEvent(1));
  const lane = deliverTo(vss, queue, {
    holds: async ({ document }) => stored.has(document.id),
    terms: { ...shortTerms, grace: 0 },
  });
  await expect.poll(() => queue.firstOf('vss', 'document-1')).toBeUndefined();
  stored.add('document-1');
  await put(queue, birthEvent(1));
  lane.wake();
  await expect.poll(() => vss.received).toEqual([birthEvent(1).id]);
});

test('two processes of an agency do not both make an attempt that one of them is making', async () => {
  const queue = await openQueue();
  let open = 0;
  let most = 0;
  const vss = receiver();
  const deliver: LaneOptions['deliver'] = async ({ id }) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open--;
    vss.received.push(id);
  };
  await put(queue, birthEvent(1));
  deliverTo(vss, queue, { deliver });
  deliverTo(vss, queue, { deliver });
  await expect.poll(() => vss.received).toHaveLength(1);
  expect(most).toBe(1);
});

test('attempts come later and later, up to a limit, and never all at the same time', () => {
  const delays = [1, 2, 3, 10, 15, 30].map((attempts) => delayAfter(attempts, webhookTerms, 1));
  expect(delays).toEqual([1000, 2000, 4000, 512_000, 14_400_000, 14_400_000]);
  expect(delayAfter(3, webhookTerms, 0)).toBe(2000);
});
