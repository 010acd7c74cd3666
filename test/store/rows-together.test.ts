import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { afterAll, expect, it, vi } from 'vitest';
import { openSqlite } from '../../subgraphs/kit/store/sqlite/open-file.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { rowsOfOwner } from '../../subgraphs/kit/store/sqlite/rows.ts';
import { inFile } from './file-of-before.ts';
import { papers, type Paper } from './papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Papers as a program had them that knew no owners. */
const { owner: _owner, ...papersOfBefore } = papers('papers');
const owners = ['c1', 'c2', 'c3'];

const paper = (n: number): Paper => ({
  id: `d${n}`,
  version: 1,
  citizenId: owners[n % owners.length] ?? '',
  rank: n,
});

async function write(file: string, spec: typeof papersOfBefore, docs: readonly Paper[]): Promise<void> {
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection<Paper>(spec);
  for (const doc of docs) await collection.insert(doc);
  await store.close();
}

const rowsOf = (file: string, citizenId: string): readonly number[] =>
  inFile(file, (db) =>
    db
      .prepare(`SELECT row FROM papers WHERE body ->> 'citizenId' = ? ORDER BY row`)
      .all(citizenId)
      .map(({ row }) => Number(row)),
  );

async function ranksOf(file: string, citizenId: string): Promise<readonly unknown[]> {
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(papers('papers'));
  const found = await collection.find({ index: 'byCitizen', equals: [citizenId], limit: 100 });
  const byId = await collection.getMany(found.map(({ id }) => id));
  await store.close();
  expect([...byId.values()]).toEqual(found);
  return found.map(({ rank }) => rank).toSorted((a, b) => Number(a) - Number(b));
}

it('puts the documents of one owner behind each other, in whatever order they come', async () => {
  const file = join(folder, 'together.db');
  await write(
    file,
    papers('papers'),
    Array.from({ length: 60 }, (_, n) => paper(n)),
  );
  for (const owner of owners) {
    const rows = rowsOf(file, owner);
    expect(rows).toHaveLength(20);
    expect(rows).toEqual(Array.from({ length: 20 }, (_, n) => (rows[0] ?? 0) + n));
  }
});

it('reads and changes a store from before, and a program from before reads and changes what became of it', async () => {
  const file = join(folder, 'before.db');
  inFile(file, (db) => db.exec('PRAGMA page_size = 4096; CREATE TABLE x (y); DROP TABLE x'));
  // An empty file with other pages is taken as it is.
  await write(file, papersOfBefore, [0, 1, 2, 3].map(paper));
  inFile(file, (db) => db.exec(`UPDATE meta SET value = '1' WHERE name = 'format'`));
  await write(file, papers('papers'), [4, 5, 6].map(paper));
  await write(file, papersOfBefore, [7, 8, 9].map(paper));
  expect(await ranksOf(file, 'c1')).toEqual([0, 3, 6, 9]);
  expect(await ranksOf(file, 'c2')).toEqual([1, 4, 7]);
  expect(inFile(file, (db) => db.prepare('PRAGMA page_size').get())).toEqual({ page_size: 4_096 });
  expect(inFile(file, (db) => db.prepare('PRAGMA integrity_check').get())).toEqual({ integrity_check: 'ok' });
});

it('goes on elsewhere when the rows of an owner are used up', async () => {
  const file = join(folder, 'full.db');
  await write(file, papers('papers'), [paper(0)]);
  const [first = 0] = rowsOf(file, 'c1');
  expect(first % rowsOfOwner).toBe(0);
  inFile(file, (db) => db.exec(`UPDATE papers SET row = ${first + rowsOfOwner - 1}`));
  inFile(file, (db) => db.exec(`UPDATE "papers:byCitizen" SET row = ${first + rowsOfOwner - 1}`));
  await write(file, papers('papers'), [3, 6].map(paper));
  expect(await ranksOf(file, 'c1')).toEqual([0, 3, 6]);
});

it('makes new files with pages of 8 KiB, of which it reads no more than it asks for', () => {
  const db = openSqlite(join(folder, 'new.db'));
  expect(db.prepare('PRAGMA page_size').get()).toEqual({ page_size: 8_192 });
  expect(db.prepare('PRAGMA mmap_size').get()).toEqual({ mmap_size: 0 });
  db.close();
});

it('finds a document that is its own owner where its id says, and one that lies elsewhere by the index of ids', async () => {
  const file = join(folder, 'own.db');
  const people = { name: 'people', owner: 'id', indexes: [] };
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(people);
  await collection.insertMany(['c1', 'c2', 'c3'].map((id) => ({ id, version: 1 })));
  // As in a file from before.
  inFile(file, (db) => db.exec(`UPDATE people SET row = 1 WHERE id = 'c3'`));
  const asked = vi.spyOn(StatementSync.prototype, 'get');
  const statementsFor = async (id: string) => {
    asked.mockClear();
    const found = await collection.get(id);
    const statements = asked.mock.contexts.map((statement) => (statement as StatementSync).sourceSQL);
    return [found?.id, statements.map((sql) => sql.replace(/.+WHERE /, ''))];
  };
  const [byRow, byId] = ['row >= ? AND row < ? AND +id = ?', 'id = ?'];
  expect(await statementsFor('c1')).toEqual(['c1', [byRow]]);
  expect(await statementsFor('c3')).toEqual(['c3', [byRow, byId]]);
  expect(await statementsFor('c4')).toEqual([undefined, [byRow, byId]]);
  asked.mockRestore();
  await store.close();
});

it('does not take a document for another whose rows are the same', async () => {
  const file = join(folder, 'same.db');
  const people = { name: 'people', owner: 'id', indexes: [] };
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(people);
  await collection.insert({ id: 'c1', version: 1 });
  // No two short texts are known to have the same rows: one is put where the other belongs.
  inFile(file, (db) => db.exec(`UPDATE people SET row = row - row % ${rowsOfOwner}, id = 'c2'`));
  expect(await collection.get('c1')).toBeUndefined();
  expect(await collection.get('c2')).toBeDefined();
  await store.close();
});
