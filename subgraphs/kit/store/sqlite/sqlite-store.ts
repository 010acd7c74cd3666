import type { DatabaseSync } from 'node:sqlite';
import { checkCollection } from '../check-range.ts';
import { openSqlite } from './open-file.ts';
import type { Collection, CollectionSpec, Store, Stored } from '../port.ts';
import { SqliteCollection } from './collection.ts';
import { explainSqliteError } from './errors.ts';
import { prepareIndexes } from './indexes.ts';
import { openTable } from './table.ts';
import { SqliteWriter } from './writer.ts';

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
  prepareIndexes(db, spec);
  return new SqliteCollection(db, writer, spec, table);
}
