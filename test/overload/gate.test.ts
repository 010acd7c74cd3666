import type { GraphQLError } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultLimits, type LoadLimits } from '../../gateway/limits/limits.ts';
import { adaptInFlight } from '../../gateway/overload/adapt-in-flight.ts';
import { createFairQueue } from '../../gateway/overload/fair-queue.ts';
import { createGate, type Gate } from '../../gateway/overload/gate.ts';

const limits: LoadLimits = {
  ...defaultLimits.load,
  inFlight: 4,
  leastInFlight: 1,
  queued: 6,
  clientShare: 0.75,
};

let now: number;
let gate: Gate;
/** What each request came to, in the order in which it did. */
let story: string[];
/** Ends the requests that are under way, oldest first. */
let ends: (() => void)[];
beforeEach(() => {
  now = 0;
  story = [];
  ends = [];
  gate = createGate(limits, () => now);
});

/** Sends a request that ends when the test says so. */
function send(flow: string, more: Partial<Parameters<Gate['run']>[0]> = {}): Promise<void> {
  const work = () => {
    story.push(`${flow} in`);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return gate
    .run({ flow, ...more }, work)
    .catch((error: { readonly extensions?: { readonly code?: unknown } }) => {
      story.push(`${flow} ${String(error.extensions?.code)}`);
    });
}
/** Lets everything happen that can happen without the test. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
async function end(): Promise<void> {
  ends.shift()?.();
  await settle();
}

describe('the gate', () => {
  test('lets in as many at once as are allowed, and the next one when one has ended', async () => {
    for (const flow of ['a', 'b', 'c', 'd', 'e']) void send(flow);
    await settle();
    expect(story).toEqual(['a in', 'b in', 'c in', 'd in']);
    expect(gate.state()).toEqual({ inFlight: 4, queued: 1, allowed: 4, shed: 0 });
    await end();
    expect(story.at(-1)).toBe('e in');
  });

  test('sends away at once what would wait behind too many, and says when to come again', async () => {
    for (let i = 0; i < 10; i++) void send('a');
    const refused: unknown = await gate.run({ flow: 'a' }, async () => {}).catch((error: unknown) => error);
    expect(refused).toMatchObject({ extensions: { code: 'OVERLOADED', http: { headers: expect.any(Map) } } });
    const { headers } = (refused as GraphQLError).extensions['http'] as {
      headers: ReadonlyMap<string, string>;
    };
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(gate.arrive('a')).toBeUndefined();
    expect(gate.arrive('b')).toMatchObject({ member: { flow: 'b' } });
  });

  test('reads nobody who would only drive out another that waits with as little', async () => {
    for (const flow of ['a', 'b', 'c', 'd']) void send(flow);
    for (const flow of ['e', 'e', 'f', 'g', 'h', 'i']) void send(flow);
    expect(gate.arrive('f')).toBeUndefined();
    void send('j', { arrival: gate.arrive('j') });
    await settle();
    expect(story.slice(4)).toEqual(['e OVERLOADED']);
    expect(gate.arrive('k')).toBeUndefined();
  });

  test('in an overload whoever waits with its share leaves what is free to others', async () => {
    // As many end as let five wait.
    for (now = 0; now < 1_000; now += 10) {
      void send('early');
      await end();
      gate.observe(0);
    }
    for (const flow of ['a', 'b', 'c', 'd', 'e', 'e', 'f']) void send(flow);
    void send('e', { arrival: gate.arrive('e') });
    expect(gate.state()).toMatchObject({ inFlight: 4, queued: 4 });
    now += limits.busyAfter + 1;
    expect(gate.arrive('e')).toBeUndefined();
    expect(gate.arrive('f')).toMatchObject({ member: { flow: 'f' } });
  });

  test('counts those whose bodies are on their way, but nobody for long who is slow to send', () => {
    const arrived = () => Array.from({ length: 20 }, () => gate.arrive('a')).filter(Boolean).length;
    // Three places of four for one client, and as many to wait as the limits have.
    expect(arrived()).toBe(4 + limits.queued);
    now = limits.busyWait + 1;
    gate.observe(0);
    expect(arrived()).toBe(4 + limits.queued);
  });

  test('whose bodies are on their way keeps out no other client', () => {
    while (gate.arrive('a'));
    expect(gate.arrive('b')).toMatchObject({ member: { flow: 'b' } });
  });

  test('in an overload no more wait than are let in before those lose patience', async () => {
    for (let i = 0; i < 5; i++) void send('a');
    // One of the ten that end in a second is let in during a busy wait of a tenth of that.
    for (now = 0; now < 3_000; now += 100) {
      void send('a');
      await end();
      gate.observe(0);
    }
    const waiting = gate.state().queued;
    for (let i = 0; i < 5; i++) void send('a');
    await settle();
    expect(gate.state().queued).toBeLessThanOrEqual(Math.max(2, waiting));
  });

  test('one client that sends ten times its share starves no other', async () => {
    for (let i = 0; i < 40; i++) void send('greedy');
    for (let i = 0; i < 4; i++) void send('modest');
    await settle();
    const before = story.filter((line) => line === 'modest in').length;
    // Under way: three of the greedy one and, in the slot kept for others, one of the modest one.
    expect(before).toBe(1);
    for (let i = 0; i < 6; i++) await end();
    expect(story.filter((line) => line === 'modest in')).toHaveLength(4);
    expect(story).not.toContain('modest OVERLOADED');
    expect(story.filter((line) => line === 'greedy OVERLOADED').length).toBeGreaterThan(30);
  });

  test('only in an overload, and only who asks for more than others, is behind it', () => {
    for (let i = 0; i < 10; i++) void send('greedy');
    void send('modest');
    expect(gate.isBehindOverload('greedy')).toBe(false);
    now = limits.busyAfter + 1;
    expect(gate.isBehindOverload('greedy')).toBe(true);
    expect(gate.isBehindOverload('modest')).toBe(false);
    expect(gate.isBehindOverload('newcomer')).toBe(false);
  });

  test('whoever is being read counts among those who wait: its client may be behind', () => {
    for (const flow of ['a', 'b', 'c', 'd', 'other']) void send(flow);
    for (let i = 0; i < 3; i++) gate.arrive('greedy');
    gate.arrive('modest');
    now = limits.busyAfter + 1;
    expect(gate.isBehindOverload('greedy')).toBe(true);
    expect(gate.isBehindOverload('modest')).toBe(false);
  });

  test('whoever was let through to be read waits for its turn, whoever has come since', async () => {
    for (const flow of ['a', 'b', 'c', 'd']) void send(flow);
    const places = [gate.arrive('e'), gate.arrive('e'), gate.arrive('e')];
    for (const flow of ['f', 'f', 'g']) void send(flow);
    // It has not its share yet.
    expect(gate.arrive('h')).toMatchObject({ member: { flow: 'h' } });
    for (const arrival of places) void send('e', { arrival });
    await settle();
    expect(story).toEqual(['a in', 'b in', 'c in', 'd in']);
    expect(gate.state()).toMatchObject({ queued: 6, shed: 0 });
  });

  test('whoever was let through to be read with more than one drives out no two who wait with one each', async () => {
    gate = createGate({ ...limits, inFlight: 1, queued: 2 }, () => now);
    void send('under way');
    const [first, second] = [gate.arrive('greedy'), gate.arrive('greedy')];
    for (const flow of ['a', 'b']) void send(flow, { arrival: gate.arrive(flow) });
    for (const arrival of [first, second]) void send('greedy', { arrival });
    await settle();
    await end();
    expect(story).toEqual(['under way in', 'b OVERLOADED', 'greedy OVERLOADED', 'a in']);
  });

  test('has room for one more of a flow where nobody has to go for it', () => {
    for (const flow of ['a', 'b', 'c', 'd', 'e', 'e', 'e', 'e', 'e']) void send(flow);
    expect(gate.hasRoomFor('f')).toBe(true);
    void send('e');
    expect(gate.hasRoomFor('f')).toBe(false);
    expect(gate.arrive('f')).toMatchObject({ member: { flow: 'f' } });
  });

  test('a client that waits for a slow agency leaves room for others', async () => {
    for (let i = 0; i < 4; i++) void send('slow');
    void send('other');
    await settle();
    expect(story).toEqual(['slow in', 'slow in', 'slow in', 'other in']);
  });

  test('a queue that does not empty keeps nobody waiting for long', async () => {
    for (let i = 0; i < 4; i++) void send(`first ${i}`);
    for (let i = 0; i < 3; i++) void send('many');
    void send('one');
    now = limits.busyAfter + 1;
    gate.observe(0);
    await settle();
    expect(story.slice(4)).toEqual(['many OVERLOADED', 'many OVERLOADED', 'many OVERLOADED']);
    // Who waits alone has not filled it, and keeps the patience of quiet times.
    expect(gate.state()).toMatchObject({ queued: 1, shed: 3 });
    now = limits.calmWait + 1;
    gate.observe(0);
    await settle();
    expect(story.at(-1)).toBe('one OVERLOADED');
  });

  test('a queue that has just begun is patient', async () => {
    for (let i = 0; i < 5; i++) void send('a');
    now = limits.busyWait + 1;
    gate.observe(0);
    await settle();
    expect(gate.state()).toMatchObject({ queued: 2, shed: 0 });
  });

  test('does no work for whoever is gone, or has no time left', async () => {
    for (let i = 0; i < 4; i++) void send(`first ${i}`);
    void send('gone', { isGone: () => true });
    void send('over', { until: 0 });
    void send('next');
    await end();
    expect(story.slice(4).toSorted()).toEqual(['gone OVERLOADED', 'next in', 'over OVERLOADED']);
  });

  test('gives its place back when the work fails', async () => {
    await expect(gate.run({ flow: 'a' }, () => Promise.reject(new Error('oops')))).rejects.toThrow('oops');
    expect(gate.state().inFlight).toBe(0);
  });

  test('allows fewer at once while the event loop is late, and more again when it is not', async () => {
    for (let i = 0; i < 20; i++) gate.observe(200);
    expect(gate.state().allowed).toBe(limits.leastInFlight);
    for (let i = 0; i < 8; i++) void send(`flow ${i}`);
    for (let i = 0; i < 40; i++) gate.observe(0);
    expect(gate.state().allowed).toBeGreaterThan(limits.leastInFlight);
  });
});

test('how many are allowed shrinks by a tenth, grows by a twentieth, and stays within its bounds', () => {
  const bounds = { inFlight: 100, leastInFlight: 8, loopDelay: 30 };
  expect(adaptInFlight(50, { delay: 31, isWaiting: true }, bounds)).toBe(45);
  expect(adaptInFlight(8, { delay: 31, isWaiting: true }, bounds)).toBe(8);
  expect(adaptInFlight(50, { delay: 10, isWaiting: true }, bounds)).toBe(53);
  expect(adaptInFlight(50, { delay: 10, isWaiting: false }, bounds)).toBe(50);
  expect(adaptInFlight(99, { delay: 10, isWaiting: true }, bounds)).toBe(100);
});

describe('a fair queue', () => {
  const all = () => true;

  test('lets flows take turns, and within a flow who came first', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(item.slice(0, 1), item);
    const order = Array.from({ length: 7 }, () => queue.take(all)?.item);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', undefined]);
    expect(queue.size()).toBe(0);
  });

  test('passes over a flow that may not go', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'b1']) queue.add(item.slice(0, 1), item);
    expect(queue.take((flow) => flow !== 'a')?.item).toBe('b1');
    expect(queue.take((flow) => flow !== 'a')).toBeUndefined();
    expect(queue.size()).toBe(1);
  });

  test('of rows that are as long, drops from that whose turn is last', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'b1', 'c1']) queue.add(item.slice(0, 1), item);
    expect([queue.drop(), queue.take(all)?.item]).toEqual(['c1', 'a1']);
  });

  test('drops the last of the longest row, and sweeps out whoever is over', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'a2', 'b1']) queue.add(item.slice(0, 1), item);
    expect(queue.drop()).toBe('a2');
    expect(queue.sweep((item) => item === 'a1')).toEqual(['a1']);
    expect([queue.size(), queue.lengthOf('a'), queue.take(all)?.item]).toEqual([1, 0, 'b1']);
    expect(queue.drop()).toBeUndefined();
  });

  test('asks once whether somebody is over, though the next moment would say otherwise', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'a2']) queue.add('a', item);
    let asked = 0;
    expect(queue.sweep(() => ++asked > 1)).toEqual(['a2']);
    expect([asked, queue.size(), queue.take(all)?.item]).toEqual([2, 1, 'a1']);
  });
});
