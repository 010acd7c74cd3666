import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { startLane } from '../../subgraphs/kit/events/delivery-lane.ts';
import { DeliveryFailed } from '../../subgraphs/kit/events/delivery-outcome.ts';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { dueSeals } from '../../subgraphs/kit/seal/at-write/due-seal.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { birthEvent, shortTerms } from '../events/made-events.ts';
import { sealHealth } from '../seal/seal-health.ts';
import { paper } from '../subgraphs/health/records.ts';
import { mongoAtHand, runMongoServer, type MongoServer } from './run-mongo-server.ts';

// What runs by itself beside the calls, in two processes over one database.
describe.skipIf(mongoAtHand.startsWith('no server'))(`two processes on ${mongoAtHand}`, () => {
  let server: MongoServer;
  let stores: readonly Store[];
  beforeAll(async () => {
    server = await runMongoServer();
    stores = await Promise.all([1, 2].map(() => openStore({ uri: server.uri })));
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });

  it('deliver each event of a document once, in its order, and a dead letter when it is replayed', async () => {
    const queues = await Promise.all(stores.map((store) => openEventQueue(store, 'eventOutbox')));
    const [queue] = queues;
    const events = [1, 2, 3].map((version) => birthEvent(1, version));
    for (const event of events) await queue?.put(event, ['vss'], 'one');
    // Announced twice, as by who repeats a request.
    for (const event of events) await queue?.put(event, ['vss'], 'one');
    const received: number[] = [];
    const faults: string[] = [];
    let refuses = true;
    const lanes = queues.map((each) =>
      startLane({
        queue: each,
        destination: 'vss',
        async deliver({ document: { version } }) {
          if (version === 2 && refuses) throw new DeliveryFailed('HTTP_410', true);
          received.push(version);
        },
        holds: async () => true,
        terms: { ...shortTerms, lease: 10_000 },
        onFault: (line) => void faults.push(line),
      }),
    );
    await expect.poll(() => queue?.dead(10)).toHaveLength(1);
    expect(received).toEqual([1]);
    const [letter] = (await queue?.dead(10)) ?? [];
    refuses = false;
    expect(await queue?.replay(letter?.id ?? '')).toBe(true);
    for (const lane of lanes) lane.wake();
    await expect.poll(() => received).toContain(2);
    expect(received.slice(0, 2)).toEqual([1, 2]);
    await Promise.all(lanes.map((lane) => lane.close()));
    expect(faults).toEqual([`Events to vss: dead letter ${letter?.id} (HTTP_410); see npm run events.`]);
  });

  it('seal each document that either of them writes once', async () => {
    const processes = await Promise.all(stores.map(sealHealth));
    const faults: string[] = [];
    const jobs = processes.map((one) =>
      one.start({ scopeOf: () => ({}), onFault: (line) => void faults.push(line) }),
    );
    const records = Array.from({ length: 6 }, (_, at) => paper('DISCHARGE_PAPER', `paper-${at}`));
    await Promise.all(
      records.map(async (record, at) => {
        const documents = await processes[at % 2]?.store.collection(medicalDocuments);
        await documents?.insert({ ...record, code: `RV-${at}` });
      }),
    );
    const [store] = stores;
    const due = await store?.collection(dueSeals);
    const waiting = () => due?.find({ index: 'byState', equals: ['DUE'], limit: 10 });
    await expect.poll(waiting).toEqual([]);
    const made = await due?.find({ index: 'byState', equals: ['MADE'], limit: 10 });
    expect(made?.map(({ document }) => document).toSorted()).toEqual(records.map(({ id }) => id));
    expect(await (await store?.collection(seals))?.count()).toBe(6);
    await Promise.all(jobs.map((job) => job.close()));
    expect(faults).toEqual([]);
  });
});
