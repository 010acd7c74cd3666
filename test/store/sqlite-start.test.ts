import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { StoreUnavailableError, StoreVersionError } from '../../subgraphs/kit/store/store-errors.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A store that was written, with another word for its format. */
async function withFormat(name: string, format: string): Promise<void> {
  await (await openStore({ uri: `file:${join(folder, name)}` })).close();
  inDatabase(name, `UPDATE meta SET value = '${format}' WHERE name = 'format'`);
}

function inDatabase(name: string, sql: string): void {
  const db = new DatabaseSync(join(folder, name));
  db.exec(sql);
  db.close();
}

test.each<[string, string, () => Promise<void> | void, string]>([
  [
    'of a newer program',
    'newer.db',
    () => withFormat('newer.db', '3'),
    'format 3, this program reads 2; start',
  ],
  [
    'of an unknown format',
    'odd.db',
    () => withFormat('odd.db', 'x'),
    'unknown format "x", this program reads 2',
  ],
  [
    'of another program',
    'other.db',
    () => inDatabase('other.db', 'CREATE TABLE letters (text TEXT)'),
    'the database of another program; name another file',
  ],
  [
    'that are no database',
    'letter.db',
    () => writeFileSync(join(folder, 'letter.db'), 'Kính gửi Bảo hiểm xã hội, '.repeat(99)),
    'the file is not a SQLite database; name another file',
  ],
])('data %s are refused with what to do, and stay as they are', async (_what, name, make, advice) => {
  await make();
  const file = join(folder, name);
  const before = readFileSync(file);
  const opening = openStore({ uri: `file:${file}` });
  await expect(opening).rejects.toThrow(StoreVersionError);
  await expect(opening).rejects.toThrow(`store ${file}: `);
  await expect(opening).rejects.toThrow(advice);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.each([
  ['a file where a folder should be', () => `file:${join(import.meta.filename, 'a', 'b.db')}`, 'folder'],
  ['a file system that takes no folder', () => 'file:/proc/hub/b.db', 'its folder cannot be made'],
  ['no path', () => 'file:', 'write file:PATH'],
  ['no scheme', () => 'health.db', 'a URI without a scheme names no store'],
  ['an unknown scheme', () => 'postgres://officer:hidden@db/x', '"postgres:" names no store'],
])('%s is refused in one line', async (_what, uri, advice) => {
  const opening = openStore({ uri: uri() });
  await expect(opening).rejects.toThrow(StoreUnavailableError);
  await expect(opening).rejects.toThrow(advice);
  await expect(opening).rejects.not.toThrow(/hidden|\n/);
});

test.each([
  ['a file that is not there', () => `file:${join(folder, 'mistyped', 'health.db')}`],
  ['an empty file', () => `file:${join(folder, 'empty.db')}`],
  ['memory', () => 'memory:'],
])('where a store must be there, %s is refused and nothing is made', async (_what, uri) => {
  writeFileSync(join(folder, 'empty.db'), '');
  const opening = openStore({ uri: uri(), mustExist: true });
  await expect(opening).rejects.toThrow(StoreUnavailableError);
  await expect(opening).rejects.toThrow('no process has made it');
  expect(existsSync(join(folder, 'mistyped'))).toBe(false);
  expect(readFileSync(join(folder, 'empty.db'))).toHaveLength(0);
});

test('a store that is there is opened where it must be', async () => {
  const uri = `file:${join(folder, 'kept.db')}`;
  await (await openStore({ uri })).close();
  const kept = await openStore({ uri, mustExist: true });
  expect(await (await kept.collection({ name: 'letters', indexes: [] })).count()).toBe(0);
  await kept.close();
});

test('nobody makes a new file another program’s between the look at it and the first word in it', async () => {
  const name = 'contested.db';
  const { all } = StatementSync.prototype;
  let refused: unknown;
  const looked = vi.spyOn(StatementSync.prototype, 'all').mockImplementation(function (
    this: StatementSync,
    ...values
  ) {
    const found = all.apply(this, values as never);
    const other = new DatabaseSync(join(folder, name), { timeout: 0 });
    try {
      other.exec('CREATE TABLE letters (text TEXT)');
    } catch (error) {
      refused = error;
    }
    other.close();
    return found;
  });
  const store = await openStore({ uri: `file:${join(folder, name)}` });
  looked.mockRestore();
  await store.close();
  expect(refused).toMatchObject({ errstr: 'database is locked' });
});
