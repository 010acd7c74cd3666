import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGatewayKey, listen } from '../trust/signed-subgraph.ts';
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
