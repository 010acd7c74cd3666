import { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { openCollection, openSqliteStore } from '../../subgraphs/kit/store/sqlite/sqlite-store.ts';
import { SqliteWriter } from '../../subgraphs/kit/store/sqlite/writer.ts';

/** Kilobytes of pages that a file may keep in memory while it is filled: what random keys touch is written once, not with every batch. */
const cacheSize = 2_500_000;

/** Runs each job at once, in the one transaction that is open. */
class LoadingWriter extends SqliteWriter {
  override async run<R>(work: () => R): Promise<R> {
    return work();
  }
}

/**
 * Opens a file to fill it: the collections, indexes and statements of the store, without what makes a single write safe
 * (a journal on disk, fsync, a commit for each batch). What a fault leaves behind is no store and is thrown away.
 *
 * @param specs all that is filled; others are refused
 */
export async function openLoadingStore(
  path: string,
  specs: readonly CollectionSpec<Stored>[],
): Promise<Store> {
  const empty = openSqliteStore(path);
  for (const spec of specs) await empty.collection(spec);
  await empty.close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
  db.exec(`PRAGMA cache_size = -${cacheSize}; BEGIN`);
  const writer = new LoadingWriter(db);
  const filled = new Set(specs.map(({ name }) => name));
  return {
    async collection<T extends Stored>(spec: CollectionSpec<T>) {
      if (!filled.has(spec.name)) throw new RangeError(`${spec.name} is not among what is filled.`);
      return openCollection(db, writer, spec);
    },
    async close() {
      db.exec('COMMIT');
      db.close();
    },
  };
}
