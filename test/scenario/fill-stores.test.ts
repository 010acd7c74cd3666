import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillStores } from '../../start/fill-stores.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { agencies, type Agency } from '../../start/start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { citizen } from '../subgraphs/population/records.ts';
import { defaultDay } from '../world/generate-world.ts';

const world = { seed: 'fill', population: 100, asOf: defaultDay };

let stores: Record<Agency, Store>;
beforeEach(async () => {
  const opened = agencies.map(async (agency) => [agency, await openStore({ uri: 'memory:' })] as const);
  stores = Object.fromEntries(await Promise.all(opened)) as Record<Agency, Store>;
});
afterEach(async () => {
  await Promise.all(Object.values(stores).map((store) => store.close()));
});

test('keeps a world that is there, whatever population is asked for', async () => {
  const made = await fillStores(stores, world);
  expect(made.isKept).toBe(false);
  expect(await fillStores(stores, { ...world, population: 5000 })).toEqual({ ...made, isKept: true });
});

test('refuses the world of another seed, whose people the first query would not find', async () => {
  await fillStores(stores, world);
  const again = fillStores(stores, { ...world, seed: 'other' });
  await expect(again).rejects.toThrow(UsageError);
  await expect(again).rejects.toThrow('Give --seed "fill", or set DATA_DIR or MONGODB_URI');
});

test('refuses a world whose making was cut short', async () => {
  const healthEnds = new Error('the process ends here');
  const health: Store = { ...stores.health, collection: async () => Promise.reject(healthEnds) };
  await expect(fillStores({ ...stores, health }, world)).rejects.toBe(healthEnds);
  // What was stored until then.
  await (await stores.population.collection(citizens)).insert(citizen('someone'));
  const again = fillStores(stores, world);
  await expect(again).rejects.toThrow(UsageError);
  await expect(again).rejects.toThrow('cut short. Delete it');
});
