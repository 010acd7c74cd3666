import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGatewayKey, listen } from '../trust/signed-subgraph.ts';
import type { HubStores } from '../../start/start-hub.ts';
import { openEventExchange } from '../../subgraphs/kit/events/event-exchange.ts';
import { developmentKeyRing } from '../../subgraphs/kit/keys/development/development-keys.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { dueSeals } from '../../subgraphs/kit/seal/at-write/due-seal.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { absentStores, type AbsentStores } from './absent-stores.ts';
import { asCitizen, operation } from './claim-askers.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub } from './running-hub.ts';

/* Whatever is under way when the hub is told to stop, and never ends by itself: it stops. */

const grace = 100;

const sockets: Socket[] = [];
afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

/** Sends a whole request and half of another one behind it; resolves once the server has read so far. */
async function sendHalf(url: string): Promise<void> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  const whole = `GET /health/live HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  const half = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`;
  socket.write(whole + half);
  await once(socket, 'data');
}

test('a hub stops while a request has come in half, a source hangs, and a claim is assessed', async () => {
  const asked = Promise.withResolvers<void>();
  let absent: AbsentStores | undefined;
  const hub = await startTestHub(1, 'scenario', {
    closeGrace: grace,
    between(stores) {
      absent = absentStores(stores, async (_agency, collection) => {
        // What an agency does by itself goes on.
        if (collection !== citizens.name) return;
        asked.resolve();
        await new Promise<never>(() => undefined);
      });
      return absent.stores;
    },
  });
  await recordClaimPeople(hub.stores);
  absent?.takeAway('population');
  const asker = asCitizen(people.sick);
  const question = hub.ask(
    `{ citizen(id: "${people.sick}") { fullName } }`,
    {},
    { ...asker, purpose: 'DS.SELF.VIEW' },
  );
  const input = {
    claimant: people.sick,
    idempotencyKey: 'key-of-the-stop',
    scheme: 'SICKNESS',
    ...leaves.sick,
  };
  const claim = hub.ask(operation('vss-portal/submit-claim'), { input }, asker);
  await Promise.all([sendHalf(hub.hub.url), asked.promise]);
  // The claim is answered or not, as it was so far.
  const [stopped, asking] = await Promise.allSettled([hub.stop(), question, claim]);
  expect([stopped.status, asking.status]).toEqual(['fulfilled', 'rejected']);
});

test('an agency stops while a call has come in half', async () => {
  const store = await openStore({ uri: 'memory:' });
  const agency = await listen(population, store, await createGatewayKey(), { closeGrace: grace });
  await sendHalf(agency.url);
  await expect(agency.close()).resolves.toBeUndefined();
  await store.close();
});

/** A store of which one collection has been asked, and never answers. */
async function silentAt(name: string) {
  const asked = Promise.withResolvers<void>();
  const store = await openStore({ uri: 'memory:' });
  const { stores, takeAway } = absentStores(
    { justice: store } as unknown as HubStores,
    async (_, collection) => {
      if (collection !== name) return;
      asked.resolve();
      await new Promise<never>(() => undefined);
    },
  );
  takeAway('justice');
  return { store: stores.justice, asked: asked.promise };
}

test('an agency stops while the store is silent that holds what it has to seal', async () => {
  const { store, asked } = await silentAt(dueSeals.name);
  const keys = () => developmentKeyRing('justice');
  const agency = await listen(justice, store, await createGatewayKey(), { keys, closeGrace: grace });
  await asked;
  await expect(agency.close()).resolves.toBeUndefined();
  await store.close();
});

test('an agency stops while the store is silent that holds the events that it has to tell', async () => {
  const { store, asked } = await silentAt('eventOutbox');
  const exchange = await openEventExchange(
    store,
    { name: 'justice', holds: async () => true },
    {
      sign: () => ({ headers: {}, body: '' }),
      receivers: () => [{ name: 'vss', url: 'http://127.0.0.1:1/events' }],
      senders: new Map(),
      onFault: () => undefined,
    },
  );
  exchange.start();
  await asked;
  await expect(exchange.close(grace)).resolves.toBeUndefined();
  await store.close();
});
