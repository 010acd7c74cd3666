import { afterEach, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../subgraphs/kit/store/sqlite/sqlite-store.ts';
import type { Expiring } from '../../subgraphs/kit/store/port.ts';

afterEach(() => vi.useRealTimers());

it('what is over goes when something new comes, so a collection is as large as what is still needed', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const store = openSqliteStore(':memory:');
  const collection = await store.collection<Expiring>({ name: 'ending', indexes: [], expires: true });
  const insert = (id: number, expiresAt: number) =>
    collection.insert({ id: `d${id}`, version: 1, expiresAt });
  for (let id = 0; id < 20; id++) await insert(id, 1_000 + id);
  expect(await collection.count()).toBe(20);
  vi.setSystemTime(1_010);
  for (let id = 20; id < 40; id++) await insert(id, 5_000);
  // The ten that were over are gone, and nothing else.
  expect(await collection.count()).toBe(30);
  expect([...(await collection.getMany(['d9', 'd10', 'd20'])).keys()]).toEqual(['d10', 'd20']);
  vi.setSystemTime(6_000);
  for (let id = 40; id < 80; id++) await insert(id, 9_000);
  expect(await collection.count()).toBe(40);
  await store.close();
});
