import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { SqliteWriter } from '../../subgraphs/kit/store/sqlite/writer.ts';
import { ConflictError, StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';

function openTable(): {
  readonly db: DatabaseSync;
  readonly writer: SqliteWriter;
  readonly rows: () => unknown;
} {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY)');
  return {
    db,
    writer: new SqliteWriter(db),
    rows: () =>
      db
        .prepare('SELECT n FROM t')
        .all()
        .map(({ n }) => n),
  };
}

it('writes what was asked for in one turn in one transaction', async () => {
  const { db, writer } = openTable();
  const insert = (n: number) => (): boolean => {
    db.prepare('INSERT INTO t VALUES (?)').run(n);
    return db.isTransaction;
  };
  let begun = 0;
  db.function('begun', () => ++begun);
  db.exec('CREATE TEMP TABLE first (n)');
  const many = Array.from({ length: 100 }, (_, n) => writer.run(insert(n)));
  expect(db.prepare('SELECT count(*) AS n FROM t').get()?.['n']).toBe(0);
  expect(await Promise.all(many)).toEqual(Array.from({ length: 100 }, () => true));
  expect(db.isTransaction).toBe(false);
});

it('lets a refused write fail alone', async () => {
  const { db, writer, rows } = openTable();
  const insert = (n: number) => () => db.prepare('INSERT INTO t VALUES (?)').run(n);
  const refuse = (): never => {
    throw new ConflictError('t');
  };
  const results = await Promise.allSettled([
    writer.run(insert(1)),
    writer.run(refuse),
    writer.run(insert(2)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(rows()).toEqual([1, 2]);
});

it('acknowledges none of a group that the disk did not take, and goes on afterwards', async () => {
  const { db, writer, rows } = openTable();
  const insert = (n: number) => () => db.prepare('INSERT INTO t VALUES (?)').run(n);
  await writer.run(insert(1));
  db.exec('PRAGMA query_only = 1');
  const results = await Promise.allSettled([writer.run(insert(2)), writer.run(insert(3))]);
  for (const result of results) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: expect.any(StoreUnavailableError) as unknown,
    });
  }
  expect(rows()).toEqual([1]);
  db.exec('PRAGMA query_only = 0');
  await writer.run(insert(4));
  expect(rows()).toEqual([1, 4]);
});
