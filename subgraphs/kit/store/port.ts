/**
 * The store port: all that the hub asks of a database.
 *
 * A document is one aggregate: a JSON value `{ id, version, … }`. It is read by id or by an index, inserted once and
 * then only ever replaced by compare-and-set on its version. Nothing spans two documents, so no transaction is needed
 * and any collection can be sharded by its citizen.
 *
 * ```ts
 * const claims = { name: 'claims', indexes: [{ name: 'byCitizen', fields: ['citizenId', 'submittedOn'] }] }
 *   satisfies CollectionSpec<Claim>;
 * const store = await openStore({ uri: 'memory:' });
 * const collection = await store.collection<Claim>(claims);
 * await collection.insert({ id: 'c1', version: 1, citizenId: 'p1', submittedOn: '2026-07-01' });
 * await collection.find({ index: 'byCitizen', equals: ['p1'], limit: 20, order: 'desc' });
 * ```
 *
 * What holds on every adapter (`test/store/contract.ts` proves it):
 * - **Durable**: a write that was acknowledged survives the end of the process and of the machine.
 * - **Whole**: a document is visible as it was written or not at all, its index entries with it.
 * - **JSON**: strings, finite numbers, booleans, null, arrays, objects. `undefined` fields are not stored.
 * - **Indexes**: values are strings, numbers, booleans. A field that is absent or null sorts before every value.
 *   A path through an array indexes each element; an index has at most one such path, and a query binds it in
 *   `equals`. One field holds one type of value in all documents.
 * - **Unique**: no two documents have the same values; a document that lacks one of the fields is not constrained.
 * - **Ends**: a document of a collection that `expires` stays until its `expiresAt`. Some time after it is gone, and may be found until
 *   then. Nothing else is ever taken away.
 * - **Errors**: those of `store-errors.ts`; RangeError for a query that no index answers, TypeError for a document
 *   that an index cannot take. No message holds a value of a document.
 */
export interface Store {
  /** The collection, made with its indexes where they are missing. Asking twice gives the same one. */
  collection<T extends Stored>(spec: CollectionSpec<T>): Promise<Collection<T>>;
  /** Finishes the writes under way, then lets go of files and connections. */
  close(): Promise<void>;
}

/** Documents of one type. */
export interface Collection<T extends Stored> {
  /** The document, or undefined. */
  get(id: string): Promise<T | undefined>;
  /** Those of the documents that exist, by id, in one batch. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, T>>;
  /** One page along an index. */
  find(range: Range): Promise<readonly T[]>;
  /** Pages of many keys in one batch, answers in the order of the ranges: same index, order and limit in all. */
  findEach(ranges: readonly Range[]): Promise<readonly (readonly T[])[]>;
  /** Stores a new document; DuplicateError when its id or a unique value is taken. */
  insert(doc: T): Promise<void>;
  /** Bulk load in order. On DuplicateError the documents before the refused one are stored, those after are not. */
  insertMany(docs: readonly T[]): Promise<void>;
  /**
   * Compare-and-set: the stored version must equal `doc.version`; stores and returns the document with version + 1.
   * ConflictError when somebody was faster, NotFoundError, DuplicateError for a unique value.
   */
  replace(doc: T): Promise<T>;
  /** How many documents; exact while nobody writes. */
  count(): Promise<number>;
}

/** What every stored document has. `version` starts at 1 and belongs to the store afterwards. */
export interface Stored {
  readonly id: string;
  readonly version: number;
}

/** A document that is needed for a while. No index of its collection is over its end. */
export interface Expiring extends Stored {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A collection and the questions it answers; `T` is the type of its documents. */
export interface CollectionSpec<T extends Stored> {
  /** Letters, digits, `.`, `_`, `-`; unique in its store. */
  readonly name: string;
  readonly indexes: readonly IndexSpec[];
  /** Whether its documents are `Expiring`: the store takes them away by itself. */
  readonly expires?: true;
  /**
   * The field with the id of the person whom a document is about: what is asked for at once lies together. `id` where the document
   * is that of the person: then its place follows from its id.
   */
  readonly owner?: string;
  /**
   * Collections of one shelf are read together: what they hold of one person lies together too. One word; what has a shelf has an owner.
   */
  readonly shelf?: string;
  /** Never set: carries the type of the documents. */
  readonly __type?: T;
}

/** An index; `fields` are dotted paths. Over other fields it gets another name: a process of before may still ask by this one. */
export interface IndexSpec {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique?: boolean;
}

/** A value that an index can hold. */
export type Key = string | number | boolean;

/**
 * A page along an index: `equals` binds its first fields, the remaining fields and then the id order the rows.
 * `after` is the place of the last row of the page before (`positionOf`). `limit` is 1 to 10,000 rows.
 */
export interface Range {
  readonly index: string;
  readonly equals: readonly Key[];
  readonly after?: Position;
  readonly limit: number;
  readonly order?: 'asc' | 'desc';
}

/** The values of the ordering fields of a row, then its id; null where the document lacks the field. */
export type Position = readonly (Key | null)[];
