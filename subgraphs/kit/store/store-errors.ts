/** What a store can refuse. `message` is one line without a value of any document: fit for a log and for the console. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** The id or the values of a unique index are taken by another document. */
export class DuplicateError extends StoreError {
  override readonly name = 'DuplicateError';
  /** The unique index, or `id`; undefined where the database does not tell. */
  readonly index: string | undefined;

  constructor(collection: string, index: string | undefined) {
    super(`${collection}: another document has the same ${index ?? 'id or unique value'}`);
    this.index = index;
  }
}

/** The document was changed since it was read: read it again and decide again. */
export class ConflictError extends StoreError {
  override readonly name = 'ConflictError';

  constructor(collection: string) {
    super(`${collection}: the document was changed by somebody else since it was read`);
  }
}

/** There is no document with this id to replace. */
export class NotFoundError extends StoreError {
  override readonly name = 'NotFoundError';

  constructor(collection: string) {
    super(`${collection}: there is no such document`);
  }
}

/**
 * The database cannot be opened, reached or written now; the message says what to do. Whether a write that failed so
 * has happened is not known: read before repeating it.
 */
export class StoreUnavailableError extends StoreError {
  override readonly name = 'StoreUnavailableError';
}

/** The URI names no store, or one that no process has made: to wait does not help. */
export class NoSuchStoreError extends StoreUnavailableError {}

/** The database was written by another program or another version of the data format. */
export class StoreVersionError extends StoreError {
  override readonly name = 'StoreVersionError';
}
