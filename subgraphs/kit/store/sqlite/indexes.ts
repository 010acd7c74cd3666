import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { brokenIndex } from '../data-format.ts';
import { encodeKey } from '../encode-key.ts';
import { indexesOf, tupleReader } from '../index-tuples.ts';
import type { TupleReader } from '../index-tuples.ts';
import type { CollectionSpec, IndexSpec, Range, Stored } from '../port.ts';
import { DuplicateError, StoreVersionError } from '../store-errors.ts';
import { metaOf, noteMeta } from './open-file.ts';

const ABOVE_ALL_VALUES = Buffer.of(255);
const JUST_AFTER = Buffer.of(0);

/** One entry: the encoded values and id; in a unique index also the values alone, which nobody else may hold. */
export interface SqliteEntry {
  readonly key: Buffer;
  readonly claim: Buffer | undefined;
}

/** One index: a table of (key, row of the document) clustered by key. */
export class SqliteIndex {
  readonly spec: IndexSpec;
  readonly #collection: string;
  readonly #tuples: TupleReader;
  readonly #insert: StatementSync;
  readonly #remove: StatementSync;
  readonly #holder: StatementSync;
  readonly #ascending: StatementSync;
  readonly #descending: StatementSync;

  constructor(db: DatabaseSync, collection: string, spec: IndexSpec) {
    const entries = `"${collection}:${spec.name}"`;
    const page = `SELECT d.body FROM ${entries} AS e JOIN "${collection}" AS d ON d.row = e.row
      WHERE e.key >= ? AND e.key < ? ORDER BY e.key`;
    this.spec = spec;
    this.#collection = collection;
    this.#tuples = tupleReader(collection, spec);
    this.#insert = db.prepare(`INSERT INTO ${entries} (key, row) VALUES (?, ?)`);
    this.#remove = db.prepare(`DELETE FROM ${entries} WHERE key = ?`);
    this.#holder = db.prepare(`SELECT row FROM ${entries} WHERE key >= ? AND key < ? LIMIT 1`);
    this.#ascending = db.prepare(`${page} ASC LIMIT ?`);
    this.#descending = db.prepare(`${page} DESC LIMIT ?`);
  }

  /** The entries of a document; TypeError when a value cannot be indexed. */
  entriesOf(doc: Stored): readonly SqliteEntry[] {
    return this.#tuples(doc).map((tuple) => ({
      key: encodeKey([...tuple, doc.id]),
      claim: this.spec.unique === true && !tuple.includes(null) ? encodeKey(tuple) : undefined,
    }));
  }

  /** DuplicateError when another row than `own` holds the values of one of the entries. */
  refuseTaken(entries: readonly SqliteEntry[], own?: number): void {
    for (const { claim } of entries) {
      const holder = claim && this.#holder.get(claim, above(claim));
      if (holder !== undefined && holder['row'] !== own) {
        throw new DuplicateError(this.#collection, this.spec.name);
      }
    }
  }

  insert(entries: readonly SqliteEntry[], row: number): void {
    for (const { key } of entries) this.#insert.run(key, row);
  }

  /** Replaces the entries of a row, touching only those that differ. */
  replace(before: readonly SqliteEntry[], after: readonly SqliteEntry[], row: number): void {
    const missingIn = (list: readonly SqliteEntry[]) => (entry: SqliteEntry) =>
      !list.some(({ key }) => key.equals(entry.key));
    for (const { key } of before.filter(missingIn(after))) this.#remove.run(key);
    this.insert(after.filter(missingIn(before)), row);
  }

  /** A page of some documents, among which all of its own are. */
  pageOf<T extends Stored>(docs: readonly T[], range: Range): readonly T[] {
    const { low, high } = this.#bounds(range);
    const sign = range.order === 'desc' ? -1 : 1;
    return docs
      .flatMap((doc) => this.entriesOf(doc).map(({ key }) => ({ key, doc })))
      .filter(({ key }) => key.compare(low) >= 0 && key.compare(high) < 0)
      .toSorted((a, b) => sign * a.key.compare(b.key))
      .slice(0, range.limit)
      .map(({ doc }) => doc);
  }

  /** The bodies of a page. */
  find(range: Range): readonly unknown[] {
    const { low, high } = this.#bounds(range);
    const statement = range.order === 'desc' ? this.#descending : this.#ascending;
    return statement.all(low, high, range.limit).map((row) => row['body']);
  }

  #bounds({ equals, after, order }: Range): { readonly low: Buffer; readonly high: Buffer } {
    const prefix = encodeKey(equals);
    if (after === undefined) return { low: prefix, high: above(prefix) };
    const last = encodeKey([...equals, ...after]);
    return order === 'desc'
      ? { low: prefix, high: last }
      : { low: Buffer.concat([last, JUST_AFTER]), high: above(prefix) };
  }
}

/** The end of the keys that begin with these bytes: no encoded value begins with 255. */
function above(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, ABOVE_ALL_VALUES]);
}

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
