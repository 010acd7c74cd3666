import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { byEnd, indexesOf } from '../index-tuples.ts';
import { changedIndex } from '../data-format.ts';
import { checkDocument, checkOwner, checkRange, checkRanges } from '../check-range.ts';
import type { Collection, CollectionSpec, Expiring, Range, Stored } from '../port.ts';
import { Rows } from './rows.ts';
import { explainSqliteError } from './errors.ts';
import type { SqliteEntry, SqliteIndex } from './indexes.ts';
import { isSameIndex, openIndexes } from './indexes.ts';
import type { DocumentTable } from './table.ts';
import type { SqliteWriter } from './writer.ts';
import { ConflictError, DuplicateError, NotFoundError, StoreVersionError } from '../store-errors.ts';

/** Rows of one bulk transaction: enough to make its fsync cheap, few enough to let requests pass in between. */
const BULK = 2000;

/** Documents that one new document takes with it: more than one, or a rush would leave its own behind for ever. */
const mostRemoved = 2;

/** A document ready to be written: everything that can be wrong with it was found before the transaction. */
interface Prepared {
  readonly doc: Stored;
  readonly body: string;
  /** Into which indexes, and in the same order what. */
  readonly indexes: readonly SqliteIndex[];
  readonly entries: Entries;
}

type Entries = readonly (readonly SqliteEntry[])[];

/** A collection in SQLite: a table of JSON bodies by id, and one table of entries for each index. */
export class SqliteCollection<T extends Stored> implements Collection<T> {
  readonly #db: DatabaseSync;
  readonly #spec: CollectionSpec<T>;
  readonly #table: DocumentTable;
  readonly #writer: SqliteWriter;
  /** All that the file has: what another program asks by is written as well. */
  #indexes: readonly SqliteIndex[] = [];
  /** Of which version of the schema. */
  #learned: unknown;
  /** Those of the spec among them. */
  #asked: ReadonlyMap<string, SqliteIndex> = new Map();
  readonly #rows: Rows;
  readonly #count: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync, writer: SqliteWriter, spec: CollectionSpec<T>, table: DocumentTable) {
    this.#db = db;
    this.#spec = spec;
    this.#table = table;
    this.#writer = writer;
    this.#rows = new Rows(db, spec, table);
    this.#count = db.prepare(`SELECT count(*) AS documents FROM "${spec.name}"`);
    this.#insert = db.prepare(
      `INSERT INTO ${table.into} VALUES (?, ?, ?${table.more}) ON CONFLICT DO NOTHING`,
    );
    this.#update = db.prepare(`UPDATE ${table.name} SET row = ?, body = ? WHERE row = ?`);
    this.#remove = db.prepare(`DELETE FROM ${table.name} WHERE row = ?`);
    this.#learnIndexes();
  }

  /** Within each transaction: a process whose program has other indexes may have the file open by now. */
  #learnIndexes(): void {
    const { schemaVersion } = this.#writer;
    if (schemaVersion === this.#learned) return;
    const own = indexesOf(this.#spec);
    this.#indexes = openIndexes(this.#db, this.#spec.name);
    const asked = this.#indexes.filter(({ spec }) => own.some((index) => isSameIndex(index, spec)));
    this.#asked = new Map(asked.map((index) => [index.spec.name, index]));
    this.#learned = schemaVersion;
  }

  async get(id: string): Promise<T | undefined> {
    return this.#read(() => this.#stored(id)?.doc);
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, T>> {
    return this.#read(() => {
      const found = new Map<string, T>();
      for (const id of ids) {
        const stored = found.has(id) ? undefined : this.#stored(id);
        if (stored !== undefined) found.set(id, stored.doc);
      }
      return found;
    });
  }

  async find(range: Range): Promise<readonly T[]> {
    const { name } = checkRange(this.#spec, range);
    return this.#read(() => this.#page(name, range));
  }

  /** A statement for each key: in the same process that costs microseconds and each page stays within its limit. */
  async findEach(ranges: readonly Range[]): Promise<readonly (readonly T[])[]> {
    checkRanges(this.#spec, ranges);
    return this.#read(() => ranges.map((range) => this.#page(range.index, range)));
  }

  async insert(doc: T): Promise<void> {
    const prepared = this.#prepare(doc);
    await this.#writer.run(() => this.#store(prepared));
  }

  async insertMany(docs: readonly T[]): Promise<void> {
    for (let start = 0; start < docs.length; start += BULK) {
      const prepared = docs.slice(start, start + BULK).map((doc) => this.#prepare(doc));
      await this.#writer.run(() => prepared.forEach((doc) => this.#store(doc)));
      await nextTurn();
    }
  }

  async replace(doc: T): Promise<T> {
    const next: T = { ...doc, version: doc.version + 1 };
    const prepared = this.#prepare(next);
    await this.#writer.run(() => {
      const stored = this.#stored(doc.id);
      if (stored === undefined) throw new NotFoundError(this.#spec.name);
      if (stored.doc.version !== doc.version) throw new ConflictError(this.#spec.name);
      const entries = this.#entriesOf(prepared);
      this.#indexes.forEach((index, at) => index.refuseTaken(entries[at] ?? [], stored.row));
      const row = this.#rows.rowFor(next, stored) ?? stored.row;
      this.#update.run(row, prepared.body, stored.row);
      this.#indexes.forEach((index, at) => {
        const before = index.entriesOf(stored.doc);
        const after = entries[at] ?? [];
        if (row === stored.row) return index.replace(before, after, row);
        index.replace(before, [], stored.row);
        index.insert(after, row);
      });
    });
    return next;
  }

  async count(): Promise<number> {
    return this.#read(() => Number(this.#count.get()?.['documents']));
  }

  #prepare(doc: T): Prepared {
    checkDocument(this.#spec, doc);
    // That of the file may be another's.
    if (this.#table.owner !== undefined) checkOwner(this.#spec, doc, this.#table.owner);
    return {
      doc,
      body: JSON.stringify(doc),
      indexes: this.#indexes,
      entries: this.#indexes.map((index) => index.entriesOf(doc)),
    };
  }

  /** As they were prepared, unless other indexes are learned now. */
  #entriesOf({ doc, indexes, entries }: Prepared): Entries {
    this.#learnIndexes();
    return indexes === this.#indexes ? entries : this.#indexes.map((index) => index.entriesOf(doc));
  }

  /** Refuses before it writes anything, as the writer demands. */
  #store(prepared: Prepared): void {
    const { doc, body } = prepared;
    const entries = this.#entriesOf(prepared);
    this.#indexes.forEach((index, at) => index.refuseTaken(entries[at] ?? []));
    const { changes, lastInsertRowid } = this.#insert.run(this.#rows.rowFor(doc), doc.id, body);
    if (changes === 0) throw new DuplicateError(this.#spec.name, 'id');
    this.#indexes.forEach((index, at) => index.insert(entries[at] ?? [], Number(lastInsertRowid)));
    if (this.#spec.expires && this.#asked.has(byEnd.name)) this.#removeEnded();
  }

  /** Each document that comes takes with it some whose end has come, so that what is over never grows. */
  #removeEnded(): void {
    const range = { index: byEnd.name, equals: [], limit: mostRemoved };
    for (const { id } of this.#page(byEnd.name, range)) {
      const stored = this.#stored(id);
      if (!stored || !isOver(stored.doc)) return;
      this.#remove.run(stored.row);
      for (const index of this.#indexes) index.replace(index.entriesOf(stored.doc), [], stored.row);
    }
  }

  #stored(id: string): { readonly doc: T; readonly row: number } | undefined {
    const found = this.#rows.withId(id);
    return found && { doc: JSON.parse(found.body) as T, row: found.row };
  }

  #page(name: string, range: Range): readonly T[] {
    const index = this.#asked.get(name);
    if (!index) throw new StoreVersionError(changedIndex(this.#spec.name, name));
    const parsed = (bodies: readonly unknown[]) => bodies.map((body) => JSON.parse(String(body)) as T);
    const ofOwner = this.#rows.ofOwner(range);
    return ofOwner ? index.pageOf(parsed(ofOwner), range) : parsed(index.find(range));
  }

  #read<R>(question: () => R): R {
    try {
      return question();
    } catch (error) {
      throw explainSqliteError(error, this.#spec.name);
    }
  }
}

function isOver({ expiresAt = Infinity }: Stored & Partial<Expiring>): boolean {
  return expiresAt < Date.now();
}
