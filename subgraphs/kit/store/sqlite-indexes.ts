import type { DatabaseSync } from 'node:sqlite';
import { indexesOf } from './by-end.ts';
import { brokenIndex } from './data-format.ts';
import type { CollectionSpec, IndexSpec, Stored } from './port.ts';
import { SqliteIndex } from './sqlite-index.ts';
import { metaOf, noteMeta } from './sqlite-meta.ts';
import { DuplicateError, StoreVersionError } from './store-errors.ts';

/** Makes the indexes of a collection that its file lacks, and drops those that its spec no longer has as they are. */
export function prepareIndexes(db: DatabaseSync, spec: CollectionSpec<Stored>): void {
  const wanted = indexesOf(spec);
  for (const noted of notedIndexes(db, spec.name))
    if (!wanted.some((index) => isSameIndex(index, noted))) dropIndex(db, spec.name, noted);
  for (const index of wanted)
    if (metaOf(db, noteOf(spec.name, index)) === undefined) makeIndex(db, spec.name, index);
}

/**
 * The indexes that a file has of a collection. Whoever writes a document writes into all of them: another program that has the file open
 * may ask by one that this one does not know.
 */
export function openIndexes(db: DatabaseSync, collection: string): readonly SqliteIndex[] {
  return notedIndexes(db, collection).map((spec) => new SqliteIndex(db, collection, spec));
}

/** Whether two indexes have the same entries. */
export function isSameIndex(one: IndexSpec, other: IndexSpec): boolean {
  return one.name === other.name && definition(one) === definition(other);
}

function notedIndexes(db: DatabaseSync, collection: string): readonly IndexSpec[] {
  const prefix = noteOf(collection, { name: '' });
  const notes = db.prepare(`SELECT name, value FROM meta WHERE name GLOB ? || '*'`).all(prefix);
  return notes.map(({ name, value }) => {
    const [fields, unique] = JSON.parse(String(value)) as [readonly string[], boolean];
    return { name: String(name).slice(prefix.length), fields, unique };
  });
}

function dropIndex(db: DatabaseSync, collection: string, index: IndexSpec): void {
  db.exec(`DROP TABLE "${collection}:${index.name}"`);
  db.prepare('DELETE FROM meta WHERE name = ?').run(noteOf(collection, index));
}

function makeIndex(db: DatabaseSync, collection: string, spec: IndexSpec): void {
  db.exec(
    `CREATE TABLE "${collection}:${spec.name}" (key BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID`,
  );
  noteMeta(db, noteOf(collection, spec), definition(spec));
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
}

function noteOf(collection: string, { name }: Pick<IndexSpec, 'name'>): string {
  return `index:${collection}:${name}`;
}

function definition({ fields, unique }: IndexSpec): string {
  return JSON.stringify([fields, unique === true]);
}
