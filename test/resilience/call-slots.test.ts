import { expect, test } from 'vitest';
import { createCallSlots } from '../../gateway/federation/resilience/call-slots.ts';
import { createSharedRoom } from '../../subgraphs/kit/http/shared-room.ts';
import { createRetryBudget } from '../../gateway/federation/resilience/retry-budget.ts';

const later = () => performance.now() + 60_000;

test('as many calls are under way as there are slots, and the next one waits for the first that ends', async () => {
  const slots = createCallSlots({ inFlight: 2, queued: 5 });
  const [first, second] = [await slots.take(later()), await slots.take(later())];
  const order: string[] = [];
  const third = slots.take(later()).then((release) => (order.push('third'), release));
  const fourth = slots.take(later()).then((release) => (order.push('fourth'), release));
  expect(order).toEqual([]);
  first?.();
  (await third)?.();
  (await fourth)?.();
  second?.();
  expect(order).toEqual(['third', 'fourth']);
  expect(await slots.take(later())).toBeDefined();
});

test('senders come by turns, whoever gives up takes no turn, and of one sender the first comes first', async () => {
  const slots = createCallSlots({ inFlight: 1, queued: 5 });
  const first = await slots.take(later(), 'a');
  const order: string[] = [];
  const waitAs = async (sender: string, until = later()) => {
    const release = await slots.take(until, sender[0]);
    if (release) order.push(sender);
    release?.();
  };
  const givesUp = waitAs('c1', performance.now() + 5);
  const all = ['a1', 'a2', 'a3', 'b1'].map((sender) => waitAs(sender));
  await givesUp;
  first?.();
  await Promise.all(all);
  expect(order).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(await slots.take(later())).toBeDefined();
});

test('what waits has a bound together: of whoever keeps most the last gives way, and takes no turn', async () => {
  const slots = createCallSlots({ inFlight: 1, queued: 9 }, createSharedRoom(10));
  const order: string[] = [];
  const waitAs = async (sender: string, bytes: number) => {
    const release = await slots.take(later(), sender[0], bytes);
    order.push(`${sender} ${release ? 'goes' : 'gives way'}`);
    release?.();
  };
  const first = await slots.take(later());
  const all = [waitAs('a1', 4), waitAs('a2', 4), waitAs('b1', 4)];
  await all[1];
  first?.();
  await Promise.all(all);
  const second = await slots.take(later());
  const last = waitAs('c1', 10);
  second?.();
  await last;
  expect(order).toEqual(['a2 gives way', 'a1 goes', 'b1 goes', 'c1 goes']);
});

test('who would wait behind too many is told so at once', async () => {
  const slots = createCallSlots({ inFlight: 1, queued: 1 });
  const first = await slots.take(later());
  const waiting = slots.take(later());
  expect(await slots.take(later())).toBeUndefined();
  first?.();
  (await waiting)?.();
  expect(await slots.take(later())).toBeDefined();
});

test('who has waited long enough gives up, and takes no slot away', async () => {
  const slots = createCallSlots({ inFlight: 1, queued: 5 });
  const first = await slots.take(later());
  expect(await slots.take(performance.now() - 1)).toBeUndefined();
  expect(await slots.take(performance.now() + 5)).toBeUndefined();
  first?.();
  expect(await slots.take(later())).toBeDefined();
});

test('a share of all calls may be sent again, and quiet times save up no more than is allowed', () => {
  const budget = createRetryBudget({ share: 0.1, most: 2 });
  for (let i = 0; i < 1_000; i++) budget.earn();
  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
  for (let i = 0; i < 9; i++) budget.earn();
  expect(budget.spend()).toBe(false);
  budget.earn();
  budget.earn();
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
});
