import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { openEventQueue } from '../../../subgraphs/kit/events/event-queue.ts';
import { developmentKeyRing } from '../../../subgraphs/kit/keys/development/development-keys.ts';
import { watchBacklog } from '../../../subgraphs/kit/metrics/watch-backlog.ts';
import { watchDeliveries } from '../../../subgraphs/kit/metrics/watch-deliveries.ts';
import { noteDue, dueSeals } from '../../../subgraphs/kit/seal/at-write/due-seal.ts';
import { startSubgraph } from '../../../subgraphs/kit/start-subgraph.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { birthEvent } from '../../events/made-events.ts';

test('an agency tells at /metrics what it counts and what waits, to whoever reaches its port', async () => {
  const store = await openStore({ uri: 'memory:' });
  // A seal whose document is still to come, and an event that nobody took.
  const due = await store.collection(dueSeals);
  await noteDue(due, { id: 'DischargePaper/d', collection: 'medicalDocuments', document: 'd' }, Date.now());
  const outbox = await openEventQueue(store, 'eventOutbox');
  await outbox.put(birthEvent(1), ['vss'], 'stream');
  const [delivery] = await outbox.due('vss', 1);
  if (delivery) await outbox.settle(delivery, { ...delivery, state: 'DEAD' });
  await outbox.put(birthEvent(2), ['vss'], 'stream');
  const ring = developmentKeyRing('health');
  const running = await startSubgraph(health, {
    store,
    verifyContext: () => Promise.reject(new Error('nobody asks')),
    policy: await loadPolicy(),
    cursorKey: new Uint8Array(32),
    keys: () => ring,
    events: {
      sign: () => {
        throw new Error('nothing is sent');
      },
      receivers: () => [],
      senders: new Map(),
      onFault: () => {},
    },
    host: '127.0.0.1',
    port: 0,
  });
  try {
    const answer = await fetch(new URL('/metrics', running.url));
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(text).toContain('\nagency_seals_waiting 1\n');
    expect(text).toContain('\nagency_event_dead_letters{queue="outbox"} 1\n');
    expect(text).toContain('\nagency_event_dead_letters{queue="inbox"} 0\n');
    expect(text).toContain('\nagency_events_waiting{queue="outbox"} 1\n');
    expect(text).toContain('\nagency_events_waiting{queue="inbox"} 0\n');
    expect(text).toContain('\nagency_event_oldest_wait_seconds{queue="inbox"} 0\n');
    expect(text).toContain('# TYPE intake_papers_total counter');
  } finally {
    await running.close();
    await store.close();
  }
});

test('no number is told of what waits while the store is away: none would be a lie', async () => {
  const registry = new Registry();
  const away = () => Promise.reject(new Error('store away'));
  const queue = { dead: away, waiting: away };
  watchBacklog(registry, { seals: { waiting: away }, events: { queues: { outbox: queue, inbox: queue } } });
  const text = await registry.metrics();
  expect(text).toContain('agency_seals_waiting Nan');
  expect(text).not.toMatch(/^agency_event.*\{/m);
});

test('the oldest event that waits says for how long, and one that was given up does not wait', async () => {
  const store = await openStore({ uri: 'memory:' });
  let now = Date.parse('2026-11-27T00:00:00Z');
  const queue = await openEventQueue(store, 'eventRelay', () => now);
  const registry = new Registry();
  watchDeliveries(registry, 'hub', { relay: queue }, () => now);
  const waits = async () => /^hub_event_oldest_wait_seconds.* (.*)$/m.exec(await registry.metrics())?.[1];
  await queue.put(birthEvent(1), ['vss'], 'one');
  now += 60_000;
  await queue.put(birthEvent(2), ['vss'], 'two');
  now += 60_000;
  expect(await waits()).toBe('120');
  const [first] = await queue.waiting(1);
  if (first) await queue.settle(first, { ...first, state: 'DEAD' });
  expect(await waits()).toBe('60');
  await store.close();
});
