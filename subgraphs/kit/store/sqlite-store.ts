import type { DatabaseSync } from 'node:sqlite';
import { checkCollection } from './check-range.ts';
import { indexesOf } from './by-end.ts';
import { brokenIndex } from './data-format.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Collection, CollectionSpec, IndexSpec, Store, Stored } from './port.ts';
import { SqliteCollection } from './sqlite-collection.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import { SqliteIndex } from './sqlite-index.ts';
import { noteMeta } from './sqlite-meta.ts';
import { openTable } from './sqlite-table.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { DuplicateError, StoreVersionError } from './store-errors.ts';

/**
 * A store in one SQLite file, or in memory: the embedded default. Reads and commits run on the calling thread.
 * `location` is a path or `:memory:`; with `mustExist` none is made. Errors at opening: StoreUnavailableError, StoreVersionError.
 */
export function openSqliteStore(location: string, mustExist = false): Store {
  const db = openSqlite(location, mustExist);
  const writer = new SqliteWriter(db);
  const opened = new Map<string, Collection<Stored>>();
  return {
    async collection<T extends Stored>(spec: CollectionSpec<T>): Promise<Collection<T>> {
      checkCollection(spec);
      const known = opened.get(spec.name);
      // The caller's spec says what the documents of this name are; the database cannot.
      if (known !== undefined) return known as unknown as Collection<T>;
      try {
        const collection = openInTransaction(db, writer, spec);
        opened.set(spec.name, collection as unknown as Collection<Stored>);
        return collection;
      } catch (error) {
        throw explainSqliteError(error, spec.name);
      }
    },
    async close(): Promise<void> {
      if (!db.isOpen) return;
      writer.flush();
      db.close();
    },
  };
}

function openInTransaction<T extends Stored>(
  db: DatabaseSync,
  writer: SqliteWriter,
  spec: CollectionSpec<T>,
): Collection<T> {
  db.exec('BEGIN IMMEDIATE');
  try {
    const collection = openCollection(db, writer, spec);
    db.exec('COMMIT');
    return collection;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** The collection, made with its indexes where they are missing; in the transaction of the caller. */
export function openCollection<T extends Stored>(
  db: DatabaseSync,
  writer: SqliteWriter,
  spec: CollectionSpec<T>,
): Collection<T> {
  const table = openTable(db, spec);
  const kept = dropChanged(db, spec);
  const indexes = indexesOf(spec).map((index) => makeIndex(db, spec.name, index, kept.has(index.name)));
  return new SqliteCollection(db, writer, spec, table, indexes);
}

/** Drops the indexes that the spec no longer has as they are; returns the names of those that stay. */
function dropChanged(db: DatabaseSync, spec: CollectionSpec<Stored>): ReadonlySet<string> {
  const kept = new Set<string>();
  const rows = db.prepare('SELECT name, value FROM meta').all();
  for (const { name, value } of rows) {
    const [kind, collection, index] = String(name).split(':');
    if (kind !== 'index' || collection !== spec.name || index === undefined) continue;
    if (indexesOf(spec).some((wanted) => wanted.name === index && definition(wanted) === value)) {
      kept.add(index);
    } else {
      db.exec(`DROP TABLE "${spec.name}:${index}"`);
      db.prepare('DELETE FROM meta WHERE name = ?').run(String(name));
    }
  }
  return kept;
}

function makeIndex(db: DatabaseSync, collection: string, spec: IndexSpec, exists: boolean): SqliteIndex {
  if (exists) return new SqliteIndex(db, collection, spec);
  db.exec(
    `CREATE TABLE "${collection}:${spec.name}" (key BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID`,
  );
  noteMeta(db, `index:${collection}:${spec.name}`, definition(spec));
  const index = new SqliteIndex(db, collection, spec);
  for (const { row, body } of db.prepare(`SELECT row, body FROM "${collection}"`).iterate()) {
    const entries = index.entriesOf(JSON.parse(String(body)) as Stored);
    try {
      index.refuseTaken(entries);
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      throw new StoreVersionError(brokenIndex(collection, spec.name));
    }
    index.insert(entries, Number(row));
  }
  return index;
}

function definition({ fields, unique }: IndexSpec): string {
  return JSON.stringify([fields, unique === true]);
}
