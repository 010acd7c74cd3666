import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { treeSizes } from './tree-sizes.ts';

it('counts the pages of each level as SQLite does, of tables and of indexes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trees-'));
  const path = join(folder, 'some.db');
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA page_size = 512;
    CREATE TABLE few (id INTEGER PRIMARY KEY);
    CREATE TABLE many (row INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT);
    CREATE TABLE entries (key BLOB PRIMARY KEY, row INTEGER) WITHOUT ROWID;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
      INSERT INTO many SELECT i, 'person ' || (i * 7919 % 4001), printf('%.*c', i % 900, 'x') FROM n;
    INSERT INTO entries SELECT randomblob(20), row FROM many`);
  // Pages of documents that need more than one are no level.
  const counted = db.prepare(
    `SELECT name, length(path) - length(replace(path, '/', '')) AS level, count(*) AS pages
      FROM dbstat WHERE instr(path, '+') = 0 AND name <> 'sqlite_schema' GROUP BY name, level`,
  );
  const expected = Object.groupBy(counted.all(), ({ name }) => String(name));
  db.close();
  const found = treeSizes(path);
  expect(Object.fromEntries(found.map(({ name, levels }) => [name, levels]))).toEqual(
    Object.fromEntries(
      Object.entries(expected).map(([name, rows]) => [name, rows?.map(({ pages }) => pages)]),
    ),
  );
  expect(found.map(({ levels }) => levels.length).toSorted()).toEqual([1, 3, 3, 4]);
  rmSync(folder, { recursive: true });
});
