import { MongoClient, MongoServerError } from 'mongodb';
import type { Collection as DriverCollection, Db, IndexDescription } from 'mongodb';
import { byEnd } from '../index-tuples.ts';
import { checkCollection } from '../check-range.ts';
import { absentStore, brokenIndex, DATA_FORMAT, formatMismatch } from '../data-format.ts';
import { MongoCollection } from './collection.ts';
import { explainMongoError, UNIQUE_SUFFIX } from './errors.ts';
import { indexFields, mongoField } from './query.ts';
import type { MongoDocument } from './query.ts';
import type { Collection, CollectionSpec, IndexSpec, Store, Stored } from '../port.ts';
import { DuplicateError, NoSuchStoreError, StoreVersionError } from '../store-errors.ts';

const NAMES_DATABASE = /^[^:]+:\/\/[^/]+\/[^?]/;
const NOT_IMPLEMENTED = 238;

/**
 * A store in a MongoDB database (replica set, sharded cluster or single server). The database is the one the URI
 * names, else `lienthong`; with `mustExist` an empty one is refused. Errors at opening: StoreUnavailableError, StoreVersionError; within about three seconds.
 */
export async function openMongoStore(uri: string, mustExist = false): Promise<Store> {
  const client = makeClient(uri);
  const where = `store on MongoDB ${client.options.hosts.map(String).join(', ')}`;
  try {
    await client.connect();
    const db = client.db(NAMES_DATABASE.test(uri) ? undefined : 'lienthong');
    await checkFormat(db, where, mustExist);
    return mongoStore(client, db);
  } catch (error) {
    await client.close();
    throw explainMongoError(error, where);
  }
}

function makeClient(uri: string): MongoClient {
  try {
    return new MongoClient(uri, {
      appName: 'lien-thong',
      // Acknowledged means on the disks of the majority; without an answer in time the outcome is unknown, not good.
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
      serverSelectionTimeoutMS: 3000,
      connectTimeoutMS: 3000,
      ignoreUndefined: true,
    });
  } catch (error) {
    throw new NoSuchStoreError(
      'store: the MongoDB URI cannot be read; write mongodb://[USER:PASSWORD@]HOST[:PORT]/DATABASE',
      { cause: error },
    );
  }
}

function mongoStore(client: MongoClient, db: Db): Store {
  const opened = new Map<string, Promise<Collection<Stored>>>();
  return {
    collection<T extends Stored>(spec: CollectionSpec<T>): Promise<Collection<T>> {
      const known = opened.get(spec.name);
      // The caller's spec says what the documents of this name are; the database cannot.
      if (known !== undefined) return known as unknown as Promise<Collection<T>>;
      const making = makeCollection(db, spec);
      opened.set(spec.name, making as unknown as Promise<Collection<Stored>>);
      // A failure is not kept: the next call tries again.
      making.catch(() => opened.delete(spec.name));
      return making;
    },
    close: () => client.close(),
  };
}

async function makeCollection<T extends Stored>(db: Db, spec: CollectionSpec<T>): Promise<Collection<T>> {
  checkCollection(spec);
  const documents = db.collection<MongoDocument>(spec.name);
  for (const index of spec.indexes) {
    try {
      await makeIndex(documents, index);
    } catch (error) {
      const reason = explainMongoError(error, spec.name);
      throw reason instanceof DuplicateError
        ? new StoreVersionError(brokenIndex(spec.name, index.name))
        : reason;
    }
  }
  if (spec.expires) await makeEnd(documents, spec.name);
  return new MongoCollection(documents, spec);
}

/** The server looks once a minute for documents whose end has come. */
async function makeEnd(documents: DriverCollection<MongoDocument>, name: string): Promise<void> {
  try {
    await documents.createIndexes([{ name: byEnd.name, key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
  } catch (error) {
    // FerretDB 1 takes nothing away.
    if (!(error instanceof MongoServerError && error.code === NOT_IMPLEMENTED))
      throw explainMongoError(error, name);
  }
}

/** A unique index gets two: one in keyset order for the queries, and the constraint on its own fields. */
async function makeIndex(documents: DriverCollection<MongoDocument>, index: IndexSpec): Promise<void> {
  const key = Object.fromEntries(indexFields(index).map((field) => [field, 1]));
  await documents.createIndexes([{ name: index.name, key }]);
  if (index.unique !== true) return;
  const fields = index.fields.map(mongoField);
  const constraint: IndexDescription = {
    name: index.name + UNIQUE_SUFFIX,
    key: Object.fromEntries(fields.map((field) => [field, 1])),
    unique: true,
  };
  // A document that lacks a field is not constrained.
  const present = Object.fromEntries(fields.map((field) => [field, { $type: ['string', 'number', 'bool'] }]));
  try {
    await documents.createIndexes([{ ...constraint, partialFilterExpression: present }]);
  } catch (error) {
    // FerretDB 1 has no partial indexes; its unique indexes leave out absent fields by themselves.
    if (!(error instanceof MongoServerError && error.code === NOT_IMPLEMENTED)) throw error;
    await documents.createIndexes([constraint]);
  }
}

/** The format is written once, by whoever opens an empty database first. */
async function checkFormat(db: Db, where: string, mustExist: boolean): Promise<void> {
  const meta = db.collection<{ _id: string; value: number }>('meta');
  let found = await meta.findOne({ _id: 'format' });
  if (found === null && mustExist) throw new NoSuchStoreError(absentStore(where));
  if (found === null) {
    try {
      await meta.insertOne({ _id: 'format', value: DATA_FORMAT });
    } catch (error) {
      if (!(explainMongoError(error, where) instanceof DuplicateError)) throw error;
    }
    found = await meta.findOne({ _id: 'format' });
  }
  const mismatch = formatMismatch(found?.value, DATA_FORMAT);
  if (mismatch !== undefined) throw new StoreVersionError(`${where}: ${mismatch}`);
}
