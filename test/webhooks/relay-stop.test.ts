import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientRegister, RegisteredClient } from '../../gateway/identity/clients/client.ts';
import { openWebhookRelay } from '../../gateway/webhooks/webhook-relay.ts';
import { openEventQueue, type EventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { birthEvent, shortTerms } from '../events/made-events.ts';
import { startReceivingSystem, type ReceivingSystem } from './receiving-system.ts';

let system: ReceivingSystem;
let store: Store;
let queue: EventQueue;
beforeEach(async () => {
  system = await startReceivingSystem();
  store = await openStore({ uri: 'memory:' });
  queue = await openEventQueue(store, 'eventRelay');
  await queue.put(birthEvent(1), ['portal'], 'document-1');
});
afterEach(async () => {
  system.close();
  await store.close();
});

/** A relay as the next process opens it over the same store. */
async function startRelay(over = store) {
  const portal: Partial<RegisteredClient> = {
    id: 'portal',
    webhook: { url: system.url, events: ['justice.birth.*'] },
    agreement: {
      consumer: 'portal',
      providers: ['justice'],
      from: '2026-01-01',
      to: '2036-01-01',
      basis: [],
    } as never,
  };
  const relay = await openWebhookRelay({
    store: over,
    clients: () => new Map([['portal', portal]]) as unknown as ClientRegister,
    senders: new Map(),
    sign: () => ({ headers: {}, body: '{}' }),
    terms: shortTerms,
    onFault: () => undefined,
  });
  relay.start();
  return relay;
}

test('a message that a client’s system takes while the gateway stops is delivered, and not sent again', async () => {
  const answer = Promise.withResolvers<void>();
  system.answer = { status: 204, when: answer.promise };
  const relay = await startRelay();
  await expect.poll(() => system.received.length).toBe(1);
  const closed = relay.close();
  answer.resolve();
  await closed;
  expect(await queue.waiting(10)).toEqual([]);
});

test('a message that a client’s system does not take while the gateway stops is sent by the next one', async () => {
  system.answer = { status: 204, when: new Promise(() => {}) };
  const relay = await startRelay();
  await expect.poll(() => system.received.length).toBe(1);
  await relay.close(50);
  expect(await queue.waiting(10)).toHaveLength(1);
  system.answer = { status: 204 };
  const next = await startRelay();
  await expect.poll(() => queue.waiting(10)).toEqual([]);
  expect(system.received).toHaveLength(2);
  await next.close();
});

test('a gateway stops while the store is silent that holds its messages', async () => {
  const asked = Promise.withResolvers<void>();
  const silent: Store = {
    ...store,
    collection: async (spec) => ({
      ...(await store.collection(spec)),
      find() {
        asked.resolve();
        return new Promise<never>(() => undefined);
      },
    }),
  };
  const relay = await startRelay(silent);
  await asked.promise;
  await expect(relay.close(50)).resolves.toBeUndefined();
});
