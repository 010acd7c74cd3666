import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFirstClaim } from '../../start/first-claim.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { defaultDay, generateWorld } from '../world/generate-world.ts';
import { worldCollections } from '../world/world-record.ts';
import { recordReads } from './record-reads.ts';
import { isTargeted, shardKeys, type Read } from './shard-keys.ts';

let hub: HubUnderTest;
const reads: Read[] = [];
beforeAll(async () => {
  hub = await startTestHub(100, 'shards', {
    between: (stores) => recordReads(stores, (read) => reads.push(read)),
  });
});
afterAll(() => hub.stop());

it('asks one shard for a person who is asked about by their id', async () => {
  const citizen = hub.citizenOf('newMother');
  reads.splice(0);
  const query = `{ citizen(id: "${citizen}") { fullName insurance { totalMonths } } }`;
  const { data } = await hub.ask(query, {}, { persona: 'citizen', citizen });
  expect(data).toMatchObject({ citizen: { insurance: { totalMonths: expect.any(Number) } } });
  expect(reads.length).toBeGreaterThan(1);
  expect(reads.filter((read) => !isTargeted(read))).toEqual([]);
});

it('asks all shards for the page of a claim only by the number of the claim', async () => {
  const { office, number, explorer } = await findFirstClaim(hub.stores.vss, hub.citizenOf('newMother'));
  reads.splice(0);
  const { data } = await hub.ask(
    explorer.query,
    {},
    { persona: 'vss-officer', organisation: office, case: number },
  );
  expect(data?.['claim']).toMatchObject({ number });
  const ofAll = reads
    .filter((read) => !isTargeted(read))
    .map(({ collection, fields }) => `${collection} by ${fields.join(', ')}`);
  expect([...new Set(ofAll)].toSorted()).toEqual(['claims by number']);
});

it('keeps together in a file what one shard would have', () => {
  const kept = Object.values(worldCollections).flatMap((specs) =>
    Object.values<CollectionSpec<Stored>>(specs),
  );
  const owned = kept.flatMap(({ name, owner }) => (owner === undefined ? [] : [[name, owner]]));
  expect(owned.length).toBeGreaterThan(3);
  expect(shardKeys).toMatchObject(Object.fromEntries(owned));
});

it('spreads what is about people over shards evenly, none without its key', () => {
  const shards = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const records of generateWorld({ seed: 'shards', population: 1_500, asOf: defaultDay })) {
    for (const { collection, doc } of records) {
      const key: unknown = (doc as unknown as Readonly<Record<string, unknown>>)[shardKeys[collection]];
      expect(key).toBeTypeOf('string');
      const shard = createHash('md5').update(String(key)).digest().readUInt32BE() % shards.length;
      shards[shard] = (shards[shard] ?? 0) + JSON.stringify(doc).length;
    }
  }
  const mean = shards.reduce((sum, size) => sum + size, 0) / shards.length;
  expect(Math.max(...shards) / mean).toBeLessThan(1.15);
});
