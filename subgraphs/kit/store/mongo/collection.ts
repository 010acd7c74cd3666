import type { Collection as DriverCollection } from 'mongodb';
import { checkDocument, checkRange, checkRanges } from '../check-range.ts';
import { encodeKey } from '../encode-key.ts';
import { tupleReader } from '../index-tuples.ts';
import type { TupleReader } from '../index-tuples.ts';
import { explainMongoError } from './errors.ts';
import { anyRangeFilter, rangeFilter, rangeSort } from './query.ts';
import type { MongoDocument } from './query.ts';
import type { Collection, CollectionSpec, Expiring, IndexSpec, Range, Stored } from '../port.ts';
import { ConflictError, NotFoundError } from '../store-errors.ts';

/** Documents or ids in one message to the server. */
const BATCH = 1000;

/** A collection in MongoDB: one document each, native indexes, single-document writes only. */
export class MongoCollection<T extends Stored> implements Collection<T> {
  readonly #documents: DriverCollection<MongoDocument>;
  readonly #spec: CollectionSpec<T>;
  readonly #tuples: readonly TupleReader[];

  constructor(documents: DriverCollection<MongoDocument>, spec: CollectionSpec<T>) {
    this.#documents = documents;
    this.#spec = spec;
    this.#tuples = spec.indexes.map((index) => tupleReader(spec.name, index));
  }

  async get(id: string): Promise<T | undefined> {
    const found = await this.#ask(() => this.#documents.findOne({ _id: id }));
    return found === null ? undefined : fromMongo<T>(found);
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, T>> {
    const found = new Map<string, T>();
    const [only, second] = ids;
    if (only !== undefined && second === undefined) {
      // FerretDB 1 finds by its index what is asked for by one id alone, and reads the whole collection otherwise.
      const doc = await this.get(only);
      return doc ? found.set(only, doc) : found;
    }
    for (let start = 0; start < ids.length; start += BATCH) {
      const some = ids.slice(start, start + BATCH);
      const rows = await this.#ask(() => this.#documents.find({ _id: { $in: some } }).toArray());
      for (const row of rows) found.set(row._id, fromMongo<T>(row));
    }
    return found;
  }

  async find(range: Range): Promise<readonly T[]> {
    return this.#page(checkRange(this.#spec, range), range);
  }

  /**
   * MongoDB cannot cut each key's rows to a limit of its own without loading all of them, and one citizen may have
   * very many. So one query asks for all keys, but for no more than BATCH rows. If it returns fewer, those are all
   * there are and the pages are cut here: one round trip in the usual case. Otherwise each key gets a query with its
   * own limit, all under way at once over the connections of the pool.
   */
  async findEach(ranges: readonly Range[]): Promise<readonly (readonly T[])[]> {
    const index = checkRanges(this.#spec, ranges);
    if (index === undefined) return [];
    const together =
      ranges.length > 1 && ranges.every(({ after, equals }) => after === undefined && equals.length > 0);
    if (together) {
      const filter = anyRangeFilter(index, ranges);
      const options = { limit: BATCH, batchSize: BATCH + 1 };
      const rows = await this.#ask(() => this.#documents.find(filter, options).toArray());
      if (rows.length < BATCH) return this.#pages(index, ranges, rows.map(fromMongo<T>));
    }
    return Promise.all(ranges.map((range) => this.#page(index, range)));
  }

  async insert(doc: T): Promise<void> {
    const row = this.#row(doc);
    await this.#ask(() => this.#documents.insertOne(row));
  }

  async insertMany(docs: readonly T[]): Promise<void> {
    for (let start = 0; start < docs.length; start += BATCH) {
      const rows = docs.slice(start, start + BATCH).map((doc) => this.#row(doc));
      await this.#ask(() => this.#documents.insertMany(rows, { ordered: true }));
    }
  }

  async replace(doc: T): Promise<T> {
    const next: T = { ...doc, version: doc.version + 1 };
    const row = this.#row(next);
    const { matchedCount } = await this.#ask(() =>
      this.#documents.replaceOne({ _id: doc.id, version: doc.version }, row),
    );
    if (matchedCount === 1) return next;
    const exists = await this.#ask(() =>
      this.#documents.findOne({ _id: doc.id }, { projection: { _id: 1 } }),
    );
    throw exists === null ? new NotFoundError(this.#spec.name) : new ConflictError(this.#spec.name);
  }

  async count(): Promise<number> {
    return this.#ask(() => this.#documents.estimatedDocumentCount());
  }

  async #page(index: IndexSpec, range: Range): Promise<readonly T[]> {
    const options = { sort: rangeSort(index, range), limit: range.limit, batchSize: range.limit + 1 };
    const rows = await this.#ask(() => this.#documents.find(rangeFilter(index, range), options).toArray());
    return rows.map(fromMongo<T>);
  }

  /** Sorts all rows of the ranges to their keys, each in the order of the index and cut to the limit. */
  #pages(index: IndexSpec, ranges: readonly Range[], docs: readonly T[]): readonly (readonly T[])[] {
    const bound = ranges[0]?.equals.length ?? 0;
    const tuples = tupleReader(this.#spec.name, index);
    const rows = docs.flatMap((doc) =>
      tuples(doc).map((tuple) => ({
        doc,
        key: encodeKey(tuple.slice(0, bound)).toString('latin1'),
        place: encodeKey([...tuple.slice(bound), doc.id]),
      })),
    );
    rows.sort((a, b) => a.place.compare(b.place));
    if (ranges[0]?.order === 'desc') rows.reverse();
    const byKey = Map.groupBy(rows, ({ key }) => key);
    return ranges.map(({ equals, limit }) => {
      const mine = byKey.get(encodeKey(equals).toString('latin1')) ?? [];
      return mine.slice(0, limit).map(({ doc }) => doc);
    });
  }

  /** The document as it is sent; refused here when an index could not take it, like on every other store. */
  #row(doc: T): MongoDocument {
    checkDocument(this.#spec, doc);
    for (const tuples of this.#tuples) tuples(doc);
    const { id, expiresAt, ...rest }: T & Partial<Expiring> = doc;
    // MongoDB takes away by times of its own type alone.
    const end = this.#spec.expires ? new Date(expiresAt ?? 0) : expiresAt;
    return { _id: id, ...rest, ...(end !== undefined && { expiresAt: end }) };
  }

  async #ask<R>(question: () => Promise<R>): Promise<R> {
    try {
      return await question();
    } catch (error) {
      throw explainMongoError(error, this.#spec.name);
    }
  }
}

/** The caller's spec says what the documents of a collection are; the database cannot. */
function fromMongo<T extends Stored>({ _id, ...rest }: MongoDocument): T {
  const end: unknown = rest['expiresAt'];
  return { id: _id, ...rest, ...(end instanceof Date && { expiresAt: end.getTime() }) } as unknown as T;
}
