import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { rebuildSqlite } from '../../subgraphs/kit/store/sqlite/rebuild.ts';
import { StoreUnavailableError, StoreVersionError } from '../../subgraphs/kit/store/store-errors.ts';
import { openAsBefore } from './file-of-before.ts';
import { papers, type Paper } from './papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [old, rebuilt] = [join(folder, 'old.db'), join(folder, 'new.db')];
const owners = ['c1', 'c2', 'c3'];
const docs = Array.from({ length: 90 }, (_, n): Paper => ({
  id: `d${n}`,
  version: 1,
  rank: n,
  number: `n${n}`,
  // Some have no owner.
  ...(n % 4 === 3 ? {} : { citizenId: owners[n % 4] ?? '' }),
}));
const letters = { name: 'letters', indexes: [] };

beforeAll(async () => {
  const db = new DatabaseSync(old);
  db.exec('PRAGMA page_size = 4096; CREATE TABLE x (y); DROP TABLE x');
  db.close();
  const { owner: _owner, ...ofBefore } = papers('papers');
  const before = await openStore({ uri: `file:${old}` });
  await (await before.collection<Paper>(ofBefore)).insertMany(docs);
  await (await before.collection(letters)).insert({ id: 'a', version: 1 });
  await before.close();
  // A program of today has had it open, so that it knows the owners.
  const today = await openStore({ uri: `file:${old}` });
  await today.collection(papers('papers'));
  await today.close();
  // What an operator may have done.
  const analysed = new DatabaseSync(old);
  analysed.exec('ANALYZE');
  analysed.close();
});

it('has every document and index entry of the store, those of an owner together, on pages of today', async () => {
  expect(rebuildSqlite(old, rebuilt)).toEqual({ documents: docs.length + 1, together: ['papers'] });
  const store = await openStore({ uri: `file:${rebuilt}`, mustExist: true });
  const collection = await store.collection(papers('papers'));
  expect([...(await collection.getMany(docs.map(({ id }) => id))).values()]).toEqual(docs);
  for (const owner of owners) {
    const found = await collection.find({ index: 'byCitizen', equals: [owner], limit: 100 });
    expect(found.map(({ id }) => id).toSorted()).toEqual(
      docs
        .filter(({ citizenId }) => citizenId === owner)
        .map(({ id }) => id)
        .toSorted(),
    );
  }
  for (const doc of docs)
    expect(await collection.find({ index: 'byNumber', equals: [doc.number ?? ''], limit: 1 })).toEqual([doc]);
  await collection.insert({ id: 'later', version: 1, citizenId: 'c1' });
  expect(await (await store.collection(letters)).count()).toBe(1);
  await store.close();
  const db = new DatabaseSync(rebuilt);
  expect(db.prepare('PRAGMA page_size').get()).toEqual({ page_size: 8_192 });
  const spread = `SELECT max(row) - min(row) + 1 AS places, count(*) AS documents FROM papers WHERE body ->> 'citizenId' = ?`;
  for (const owner of owners) {
    const { places, documents } = db.prepare(spread).get(owner) ?? {};
    expect(places).toBe(documents);
  }
  db.close();
});

it('refuses a store that a process has open, and leaves nothing behind', async () => {
  const store = await openStore({ uri: `file:${old}` });
  await (await store.collection(papers('papers'))).get('d1');
  const attempt = () => rebuildSqlite(old, join(folder, 'busy.db'), 50);
  expect(attempt).toThrow(StoreUnavailableError);
  expect(attempt).toThrow('another process holds the database file');
  await store.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('busy'))).toEqual([]);
});

it('refuses to write over a file, and what is no store of ours', () => {
  expect(() => rebuildSqlite(old, old)).toThrow(StoreUnavailableError);
  const other = join(folder, 'other.db');
  const db = new DatabaseSync(other);
  db.exec('CREATE TABLE letters (text TEXT)');
  db.close();
  expect(() => rebuildSqlite(other, join(folder, 'made.db'))).toThrow(StoreVersionError);
  expect(() => rebuildSqlite(join(folder, 'mistyped.db'), join(folder, 'made.db'))).toThrow(
    StoreUnavailableError,
  );
  expect(existsSync(join(folder, 'made.db'))).toBe(false);
  expect(existsSync(join(folder, 'mistyped.db'))).toBe(false);
});

it('refuses a name under which a process that was killed has left its journal, which would overwrite the new file', async () => {
  const [killed, again] = [join(folder, 'killed.db'), join(folder, 'again.db')];
  const store = await openStore({ uri: `file:${killed}` });
  await (await store.collection(papers('papers'))).insert({ id: 'other', version: 1 });
  for (const kind of ['wal', 'journal']) {
    copyFileSync(`${killed}-wal`, `${again}-${kind}`);
    expect(() => rebuildSqlite(old, again)).toThrow(`again.db-${kind} is there already; name a new file`);
    rmSync(`${again}-${kind}`);
  }
  await store.close();
  rebuildSqlite(old, again);
});

it('plays no journal into what it writes, and writes over nothing that another command left or still writes', async () => {
  const [other, next] = [join(folder, 'elsewhere.db'), join(folder, 'next.db')];
  const partial = `${next}.partial`;
  const store = await openStore({ uri: `file:${other}` });
  await (await store.collection(papers('papers'))).insert({ id: 'other', version: 1 });
  copyFileSync(`${other}-wal`, `${partial}-wal`);
  await store.close();
  copyFileSync(other, partial);
  for (const from of [old, partial])
    expect(() => rebuildSqlite(from, next)).toThrow(`${partial} is there already: another command writes it`);
  expect(readFileSync(partial)).toEqual(readFileSync(other));
  rmSync(partial);
  expect(rebuildSqlite(old, next)).toMatchObject({ documents: docs.length + 1 });
  const rebuiltStore = await openStore({ uri: `file:${next}` });
  expect(await (await rebuiltStore.collection(papers('papers'))).count()).toBe(docs.length);
  await rebuiltStore.close();
});

/** Opens the store at each moment of a rebuild that `isThen` picks; what came of it. */
function openMeanwhile(to: string, isThen: (sql: string) => boolean): readonly unknown[] {
  const came: unknown[] = [];
  const { exec } = DatabaseSync.prototype;
  const { all } = StatementSync.prototype;
  const open = (sql: string) => {
    if (!isThen(sql)) return;
    const late = new DatabaseSync(old, { timeout: 0 });
    try {
      exec.call(late, 'PRAGMA journal_mode = WAL');
      came.push('opened');
    } catch (error) {
      came.push(error);
    }
    late.close();
  };
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    exec.call(this, sql);
    open(sql);
  });
  vi.spyOn(StatementSync.prototype, 'all').mockImplementation(function (this: StatementSync, ...values) {
    const found = all.apply(this, values as never);
    open(this.sourceSQL);
    return found;
  });
  rebuildSqlite(old, join(folder, to));
  vi.restoreAllMocks();
  return came;
}

it.each([
  ['from the moment on that it is found closed', 'alone.db', 'before.journal_mode'],
  ['until the new file is proven', 'proven.db', 'integrity_check'],
])('lets nobody open the store %s: what they wrote would be lost', (_when, to, sql) => {
  expect(openMeanwhile(to, (done) => done.includes(sql))).toMatchObject([{ errstr: 'database is locked' }]);
});

it('promises no rows of a collection in which an owner was a list, and finds its documents by each element', async () => {
  const [lists, anew] = [join(folder, 'lists.db'), join(folder, 'lists-new.db')];
  const byReader = { name: 'letters', indexes: [{ name: 'byReader', fields: ['reader'] }] };
  const before = await openAsBefore(lists);
  await before.collection({ ...byReader, owner: 'reader' });
  await before.close();
  const without = await openAsBefore(lists);
  const letter = { id: 'a', version: 1, reader: ['c1', 'c2'] };
  // A program that names no owner any more.
  await (await without.collection<typeof letter>(byReader)).insert(letter);
  await without.close();
  rebuildSqlite(lists, anew);
  const store = await openStore({ uri: `file:${anew}` });
  const collection = await store.collection<typeof letter>(byReader);
  expect(await collection.find({ index: 'byReader', equals: ['c2'], limit: 1 })).toEqual([letter]);
  await store.close();
});
