import {
  BSON,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoClientClosedError,
} from 'mongodb';
import { DuplicateError, StoreError, StoreUnavailableError, StoreVersionError } from '../store-errors.ts';

/** The name of the constraint of a unique index; the index of the same name without it serves the queries. */
export const UNIQUE_SUFFIX = '.unique';

const DUPLICATE_KEY = 11000;
const CONFLICTING_INDEX = new Set([85, 86]);
const NOT_ALLOWED = new Set([13, 18, 8000]);
/** No primary, shutting down, interrupted, or the majority did not confirm in time. */
const NOT_NOW = new Set([50, 64, 91, 100, 189, 10107, 11600, 11602, 13435, 13436]);
const CLOSED = [MongoNotConnectedError, MongoTopologyClosedError, MongoClientClosedError];

/** Turns an error of the driver into one line that says what to do; other errors stay as they are. */
export function explainMongoError(error: unknown, where: string): unknown {
  if (CLOSED.some((kind) => error instanceof kind)) {
    return new StoreUnavailableError(`${where}: the store is closed`);
  }
  if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError) {
    return new StoreUnavailableError(
      `${where}: no MongoDB server answers (${reason(error)}); start it or correct the address`,
      { cause: error },
    );
  }
  if (error instanceof MongoServerError) return explainAnswer(error, where);
  // The driver itself refuses what does not fit into a BSON document.
  return error instanceof RangeError ||
    error instanceof MongoInvalidArgumentError ||
    error instanceof BSON.BSONError
    ? new StoreError(`${where}: the document cannot be stored; it may be larger than 16 MB`)
    : error;
}

/** The server's own error is never kept as the cause: it quotes the document that it refuses. */
function explainAnswer(error: MongoServerError, where: string): StoreError {
  const code = Number(error.code);
  if (isDuplicate(error)) return new DuplicateError(where, violatedIndex(error));
  if (CONFLICTING_INDEX.has(code)) {
    return new StoreVersionError(
      `${where}: the database has an index of the same name that is defined differently; drop it with dropIndex`,
    );
  }
  if (NOT_ALLOWED.has(code)) {
    return new StoreUnavailableError(
      `${where}: MongoDB refuses the user; correct name and password or grant readWrite on the database`,
    );
  }
  if (NOT_NOW.has(code) || error.hasErrorLabel('RetryableWriteError')) {
    return new StoreUnavailableError(
      `${where}: MongoDB cannot do it now (code ${code}); look at its replica set`,
    );
  }
  return new StoreError(`${where}: MongoDB refuses the operation (code ${code})`);
}

/** FerretDB 1 reports a duplicate as 11000 on insert, but on update passes on what its SQLite says. */
function isDuplicate(error: MongoServerError): boolean {
  return error.code === DUPLICATE_KEY || error.message.includes('UNIQUE constraint failed');
}

/** MongoDB: `E11000 duplicate key error collection: db.c index: NAME dup key: …`. */
function violatedIndex(error: MongoServerError): string | undefined {
  const name = / index: (\S+) dup key/.exec(error.message)?.[1];
  return name === '_id_' ? 'id' : name?.replace(UNIQUE_SUFFIX, '');
}

/** The network's word for it (ECONNREFUSED 127.0.0.1:27017): it holds an address, never a password. */
function reason(error: Error): string {
  return error.message.split('\n')[0] ?? error.name;
}
