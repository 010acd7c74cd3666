import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Collection, CollectionSpec, Store } from '../../subgraphs/kit/store/port.ts';
import { rebuildSqlite } from '../../subgraphs/kit/store/sqlite/rebuild.ts';
import { inFile, openAsBefore } from './file-of-before.ts';
import { papers, type Paper } from './papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [letters, bills] = ['letters', 'bills'].map((name) => ({ ...papers(name), shelf: 'post' })) as [
  CollectionSpec<Paper>,
  CollectionSpec<Paper>,
];
const paper = (n: number): Paper => ({
  id: `d${n}`,
  version: 1,
  citizenId: `c${n % 3}`,
  rank: n,
  number: `n${n}`,
});
const docs = Array.from({ length: 30 }, (_, n) => paper(n));

async function fill(store: Store): Promise<void> {
  for (const spec of [letters, bills]) await (await store.collection(spec)).insertMany(docs);
  await store.close();
}

async function expectAll(store: Store): Promise<void> {
  for (const spec of [letters, bills]) await expectDocs(await store.collection(spec));
  await store.close();
}

async function expectDocs(collection: Collection<Paper>): Promise<void> {
  expect(await collection.count()).toBe(docs.length);
  expect([...(await collection.getMany(docs.map(({ id }) => id))).values()]).toEqual(docs);
  for (const owner of ['c0', 'c1', 'c2']) {
    const found = await collection.find({ index: 'byCitizen', equals: [owner], limit: 100 });
    expect(found).toEqual(docs.filter(({ citizenId }) => citizenId === owner));
  }
}

/** In the order of the table: of whom, and in which collection. */
function lieIn(file: string): readonly string[] {
  const rows = `SELECT body ->> 'citizenId' || ' ' || collection AS place FROM "shelf:post" ORDER BY row`;
  return inFile(file, (db) =>
    db
      .prepare(rows)
      .all()
      .map(({ place }) => String(place)),
  );
}

const isTogether = (places: readonly string[]): boolean =>
  places.filter((place, at) => place !== places[at - 1]).length === new Set(places).size;

it('puts what collections of one shelf have of a person behind each other, each document with the ids of its own collection', async () => {
  const file = join(folder, 'new.db');
  await fill(await openStore({ uri: `file:${file}` }));
  await expectAll(await openStore({ uri: `file:${file}` }));
  const places = lieIn(file);
  expect(places).toHaveLength(2 * docs.length);
  expect(isTogether(places)).toBe(true);
  expect(isTogether(places.map((place) => place.split(' ')[0] ?? ''))).toBe(true);
});

it('goes on in a file of format 1 with tables of their own, which are put on the shelf when it is written anew', async () => {
  const [old, rebuilt, again] = ['old', 'rebuilt', 'again'].map((name) => join(folder, `${name}.db`)) as [
    string,
    string,
    string,
  ];
  await fill(await openAsBefore(old));
  await expectAll(await openAsBefore(old));
  expect(
    inFile(old, (db) => db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'shelf:post'`).all()),
  ).toEqual([]);
  const together = ['bills', 'letters'];
  expect(rebuildSqlite(old, rebuilt)).toEqual({ documents: 2 * docs.length, together });
  expect(inFile(rebuilt, (db) => db.prepare(`SELECT value FROM meta WHERE name = 'format'`).get())).toEqual({
    value: '2',
  });
  await expectAll(await openStore({ uri: `file:${rebuilt}` }));
  expect(isTogether(lieIn(rebuilt))).toBe(true);
  expect(rebuildSqlite(rebuilt, again)).toEqual({ documents: 2 * docs.length, together });
  await expectAll(await openStore({ uri: `file:${again}` }));
  expect(lieIn(again)).toEqual(lieIn(rebuilt));
});

it('goes on with what lies on a shelf where a program names none, or another', async () => {
  const file = join(folder, 'named.db');
  await fill(await openStore({ uri: `file:${file}` }));
  const store = await openStore({ uri: `file:${file}` });
  const { shelf: _shelf, ...unshelved } = letters;
  await expectDocs(await store.collection<Paper>(unshelved));
  await expectDocs(await store.collection({ ...bills, shelf: 'other' }));
  await store.close();
});

it('refuses a ninth collection on a shelf, one without an owner, and a shelf without a name', async () => {
  const store = await openStore({ uri: 'memory:' });
  const open = (name: string, more = {}) => store.collection({ ...papers(name), shelf: 'post', ...more });
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await open(`papers${n}`);
  await expect(open('papers9')).rejects.toThrow('the shelf "post" has 8 collections already');
  await expect(open('papers9', { shelf: 'a b' })).rejects.toThrow(TypeError);
  await expect(open('papers9', { owner: undefined })).rejects.toThrow(TypeError);
  await store.close();
});
