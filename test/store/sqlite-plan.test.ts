import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { SqliteCollection } from '../../subgraphs/kit/store/sqlite-collection.ts';
import { SqliteIndex } from '../../subgraphs/kit/store/sqlite-index.ts';
import { SqliteWriter } from '../../subgraphs/kit/store/sqlite-writer.ts';
import { openSqliteStore } from '../../subgraphs/kit/store/sqlite-store.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { papers } from './papers.ts';

/** Remembers the SQL of every statement. */
class WatchedDatabase extends DatabaseSync {
  readonly statements: string[] = [];

  override prepare(sql: string): StatementSync {
    this.statements.push(sql);
    return super.prepare(sql);
  }
}

it('reads and writes by index only: no statement scans a table or sorts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  const file = join(folder, 'plan.db');
  const store = openSqliteStore(file);
  await store.collection(papers('papers'));
  await store.close();

  const db = new WatchedDatabase(file);
  const spec = papers('papers');
  const indexes = spec.indexes.map((index) => new SqliteIndex(db, spec.name, index));
  const collection = new SqliteCollection(db, new SqliteWriter(db), spec, indexes);
  await collection.insert({ id: 'a', version: 1, citizenId: 'c1' });
  await collection.replace({ id: 'a', version: 1, citizenId: 'c2' });
  expect(await collection.find({ index: 'byCitizen', equals: ['c2'], limit: 1 })).toHaveLength(1);

  const ownIds = db.statements.length;
  const collectionOfOwners = new SqliteCollection(
    db,
    new SqliteWriter(db),
    { ...spec, owner: 'id' },
    indexes,
  );
  expect(await collectionOfOwners.get('a')).toBeDefined();
  expect(db.statements.slice(ownIds).join()).toContain('NOT INDEXED');

  const checked = db.statements.filter(
    (sql) => /^(SELECT|UPDATE|DELETE)/.test(sql) && !sql.includes('count(*)'),
  );
  expect(checked.length).toBe(4 + 5 + spec.indexes.length * 4);
  for (const sql of checked) {
    const plan = DatabaseSync.prototype.prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps)
      expect(step).toMatch(/^SEARCH .+ USING (PRIMARY KEY|INTEGER PRIMARY KEY|INDEX )/);
  }
  db.close();
  rmSync(folder, { recursive: true });
});
