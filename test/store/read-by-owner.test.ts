import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { afterAll, expect, it, vi } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Collection, Stored } from '../../subgraphs/kit/store/port.ts';
import { firstRow, rowsOfOwner } from '../../subgraphs/kit/store/sqlite/rows.ts';
import { inFile, openAsBefore } from './file-of-before.ts';
import { papers, type Paper } from './papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'by-owner-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = papers('papers');
const paper = (n: number, citizenId = 'c1'): Paper => ({ id: `d${n}`, version: 1, citizenId, rank: n });
const ofCitizen = (citizenId: string, more = {}) =>
  ({ index: 'byCitizen', equals: [citizenId], limit: 100, ...more }) as const;

async function ranksOf(collection: Collection<Paper>, citizenId: string): Promise<readonly unknown[]> {
  return (await collection.find(ofCitizen(citizenId))).map(({ rank }) => rank);
}

/** Whether what is done asks an index. */
async function asksIndex(act: () => Promise<unknown>): Promise<boolean> {
  const asked = (['all', 'iterate'] as const).map((way) => vi.spyOn(StatementSync.prototype, way));
  await act();
  const statements = asked
    .flatMap(({ mock }) => mock.contexts)
    .map((statement) => (statement as StatementSync).sourceSQL);
  vi.restoreAllMocks();
  expect(statements).not.toEqual([]);
  return statements.some((sql) => sql.includes('"papers:'));
}

it('finds a page of what a person has in their rows, and asks no index', async () => {
  const store = await openStore({ uri: 'memory:' });
  const collection = await store.collection(spec);
  await collection.insertMany([4, 2, 3, 1].map((n) => paper(n)));
  const page = { limit: 2, order: 'desc' } as const;
  expect(await asksIndex(() => collection.find(ofCitizen('c1', page)))).toBe(false);
  expect((await collection.find(ofCitizen('c1', page))).map(({ rank }) => rank)).toEqual([4, 3]);
  expect(await asksIndex(() => collection.find({ index: 'byNumber', equals: ['x'], limit: 1 }))).toBe(true);
  await store.close();
});

it('asks the index about who has very many documents, so that a page costs what a page costs', async () => {
  const store = await openStore({ uri: 'memory:' });
  const collection = await store.collection(spec);
  await collection.insertMany(Array.from({ length: 32 }, (_, n) => paper(n)));
  expect(await asksIndex(() => collection.find(ofCitizen('c1')))).toBe(false);
  await collection.insert(paper(32));
  expect(await asksIndex(() => collection.find(ofCitizen('c1')))).toBe(true);
  expect(await ranksOf(collection, 'c1')).toHaveLength(33);
  await store.close();
});

it('asks the index where the last row of an owner is taken: more may lie elsewhere', async () => {
  const file = join(folder, 'full.db');
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(spec);
  await collection.insert(paper(1));
  const last = firstRow('c1') + rowsOfOwner - 1;
  inFile(file, (db) =>
    db.exec(`UPDATE papers SET row = ${last}; UPDATE "papers:byCitizen" SET row = ${last}`),
  );
  await collection.insert(paper(2));
  expect(await ranksOf(collection, 'c1')).toEqual([1, 2]);
  await store.close();
});

it('moves a document that gets another owner, and finds it by each of its indexes', async () => {
  const file = join(folder, 'moved.db');
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(spec);
  await collection.insertMany([1, 2, 3].map((n) => ({ ...paper(n), number: `n${n}` })));
  const moved = await collection.replace({ ...paper(2, 'c2'), number: 'n2' });
  expect(await ranksOf(collection, 'c1')).toEqual([1, 3]);
  expect(await asksIndex(() => collection.find(ofCitizen('c2')))).toBe(false);
  expect(await collection.find(ofCitizen('c2'))).toEqual([moved]);
  expect(await collection.find({ index: 'byNumber', equals: ['n2'], limit: 1 })).toEqual([moved]);
  expect(await collection.get('d2')).toEqual(moved);
  await collection.replace({ ...moved, citizenId: 'c1' });
  expect(await ranksOf(collection, 'c1')).toEqual([1, 2, 3]);
  await store.close();
  expect(
    inFile(file, (db) => db.prepare('SELECT count(*) AS entries FROM "papers:byCitizen"').get()),
  ).toEqual({
    entries: 3,
  });
});

it('finds nothing of another person whose rows are the same', async () => {
  const file = join(folder, 'same.db');
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(spec);
  await collection.insertMany([paper(1), paper(2, 'c2')]);
  // No two short texts are known to have the same rows.
  const row = firstRow('c1') + 1;
  inFile(file, (db) => db.exec(`UPDATE papers SET row = ${row} WHERE id = 'd2'`));
  expect(await ranksOf(collection, 'c1')).toEqual([1]);
  await store.close();
});

it('relies on no rows in a file of format 1, which programs from before write to, and leaves it one', async () => {
  const file = join(folder, 'before.db');
  const store = await openAsBefore(file);
  const collection = await store.collection(spec);
  await collection.insert(paper(1));
  expect(await asksIndex(() => collection.find(ofCitizen('c1')))).toBe(true);
  await store.close();
  expect(inFile(file, (db) => db.prepare(`SELECT value FROM meta WHERE name = 'format'`).get())).toEqual({
    value: '1',
  });
});

it('finds what another process writes whose program names another owner, or none', async () => {
  const file = join(folder, 'named.db');
  const running = await openStore({ uri: `file:${file}` });
  const collection = await running.collection(spec);
  const { owner: _owner, ...withoutOwner } = spec;
  for (const [n, one] of [withoutOwner, { ...spec, owner: 'id' }].entries()) {
    const store = await openStore({ uri: `file:${file}` });
    const theirs = await store.collection<Paper>(one);
    await theirs.insertMany([paper(n), paper(n + 10, 'c2')]);
    await theirs.replace({ ...paper(n + 10), rank: n + 10 });
    expect(await ranksOf(collection, 'c1')).toEqual(await ranksOf(theirs, 'c1'));
    expect(await ranksOf(collection, 'c1')).toHaveLength(2 * (n + 1));
    await store.close();
  }
  await running.close();
});

it('finds all in a collection that got its owner when it had documents', async () => {
  const file = join(folder, 'later.db');
  const { owner: _owner, ...withoutOwner } = spec;
  for (const [n, one] of [withoutOwner, spec, spec].entries()) {
    const store = await openStore({ uri: `file:${file}` });
    const collection = await store.collection<Paper>(one);
    await collection.insertMany([paper(n), paper(n + 10, 'c2')]);
    expect(await ranksOf(collection, 'c1')).toHaveLength(n + 1);
    await store.close();
  }
});

it('takes no document whose owner is no text, and no collection whose rows cannot be relied upon', async () => {
  const store = await openStore({ uri: 'memory:' });
  const collection = await store.collection<Stored & { readonly readers?: unknown }>({
    name: 'lists',
    owner: 'readers',
    indexes: [{ name: 'byReader', fields: ['readers'] }],
  });
  for (const readers of [['c1', 'c2'], 1, true])
    await expect(collection.insert({ id: 'a', version: 1, readers })).rejects.toThrow(TypeError);
  for (const readers of [undefined, null]) await collection.insert({ id: `${readers}`, version: 1, readers });
  expect(await collection.count()).toBe(2);
  for (const wrong of [{ owner: 'reader.id' }, { owner: `o'` }, { owner: 'readers', expires: true as const }])
    await expect(store.collection({ name: 'wrong', indexes: [], ...wrong })).rejects.toThrow(TypeError);
  await store.close();
});

it('takes no document whose owner is no text as the file has it noted, though the program names none', async () => {
  const uri = `file:${join(folder, 'noted.db')}`;
  const spec = { name: 'letters', indexes: [{ name: 'byReader', fields: ['reader'] }] };
  const before = await openStore({ uri });
  await before.collection({ ...spec, owner: 'reader' });
  await before.close();
  const store = await openStore({ uri });
  const collection = await store.collection<Stored & { readonly reader: unknown }>(spec);
  await expect(collection.insert({ id: 'a', version: 1, reader: ['c1'] })).rejects.toThrow(TypeError);
  await store.close();
});
