import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { SqliteWriter } from '../../subgraphs/kit/store/sqlite/writer.ts';
import { openCollection, openSqliteStore } from '../../subgraphs/kit/store/sqlite/sqlite-store.ts';
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

const spec = papers('papers');

it.each([
  ['in a table of its own', spec],
  ['that are their own owners', { ...spec, owner: 'id' }],
  ['on a shelf', { ...spec, shelf: 'things' }],
  ['on a shelf, that are their own owners', { ...spec, owner: 'id', shelf: 'things' }],
])(
  'reads and writes documents %s by index only: no statement scans a table or sorts',
  async (_where, kept) => {
    const folder = mkdtempSync(join(tmpdir(), 'plan-'));
    const file = join(folder, 'plan.db');
    const store = openSqliteStore(file);
    await store.collection(kept);
    await store.close();

    const db = new WatchedDatabase(file);
    const collection = openCollection(db, new SqliteWriter(db), kept);
    await collection.insert({ id: 'a', version: 1, citizenId: 'c1' });
    await collection.replace({ id: 'a', version: 1, citizenId: 'c2' });
    expect(await collection.find({ index: 'byCitizen', equals: ['c2'], limit: 1 })).toHaveLength(1);
    expect(await collection.get('a')).toBeDefined();

    const table = kept.shelf ?? kept.name;
    const checked = db.statements.filter(
      (sql) =>
        /^(SELECT|UPDATE|DELETE)/.test(sql) &&
        (sql.includes(kept.name) || sql.includes(`shelf:${table}`)) &&
        !sql.includes('count(*)'),
    );
    // By id, by owner or by a row that follows from the id, the last row, an update, a removal; and four for each index.
    expect(checked.length).toBe(5 + kept.indexes.length * 4);
    for (const sql of checked) {
      const plan = DatabaseSync.prototype.prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`).all();
      const steps = plan.map(({ detail }) => String(detail));
      expect(steps.length).toBeGreaterThan(0);
      // What is asked by rows is to be read by them, without the index of ids.
      const ways = sql.includes('row >= ?')
        ? 'INTEGER PRIMARY KEY'
        : 'PRIMARY KEY|INTEGER PRIMARY KEY|INDEX ';
      for (const step of steps) expect(step).toMatch(new RegExp(`^SEARCH .+ USING (${ways})`));
    }
    db.close();
    rmSync(folder, { recursive: true });
  },
);
