import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { encodeKey } from './encode-key.ts';
import { tupleReader } from './index-tuples.ts';
import type { TupleReader } from './index-tuples.ts';
import type { IndexSpec, Range, Stored } from './port.ts';
import { DuplicateError } from './store-errors.ts';

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
