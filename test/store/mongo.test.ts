import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import {
  StoreError,
  StoreUnavailableError,
  StoreVersionError,
} from '../../subgraphs/kit/store/store-errors.ts';
import { storeContract } from './contract.ts';
import { mongoAtHand, runMongoServer } from './run-mongo-server.ts';
import type { MongoServer } from './run-mongo-server.ts';

describe('the store when MongoDB is away', () => {
  it('says within seconds that no server answers and where it looked, without the password', async () => {
    const error = await failure(openStore({ uri: 'mongodb://officer:secret@127.0.0.1:1/lienthong' }));
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toMatch(/MongoDB 127\.0\.0\.1:1: no MongoDB server answers .*ECONNREFUSED/);
    expect(error.message).not.toMatch(/secret|officer/);
  });
});

describe.skipIf(mongoAtHand.startsWith('no server'))(`the store on ${mongoAtHand}`, () => {
  let server: MongoServer;
  let client: MongoClient;
  beforeAll(async () => {
    server = await runMongoServer();
    client = new MongoClient(server.uri);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  storeContract(mongoAtHand, {
    open: () => openStore({ uri: server.uri }),
    lasting: true,
    complete: mongoAtHand === 'MongoDB',
    runs: 20,
  });

  it.skipIf(mongoAtHand !== 'MongoDB')('has the server take away what is over', async () => {
    const store = await openStore({ uri: server.uri });
    await store.collection({ name: 'ending', indexes: [], expires: true });
    expect(await client.db().collection('ending').indexes()).toContainEqual(
      expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
    );
    await store.close();
  });

  it('refuses data of a newer format', async () => {
    await (await openStore({ uri: server.uri })).close();
    const meta = client.db().collection<{ _id: string; value: number }>('meta');
    await meta.updateOne({ _id: 'format' }, { $set: { value: 2 } });
    const error = await failure(openStore({ uri: server.uri }));
    expect(error).toBeInstanceOf(StoreVersionError);
    expect(error.message).toMatch(/format 2, this program reads 1; start the newer program/);
    await meta.updateOne({ _id: 'format' }, { $set: { value: 1 } });
    await (await openStore({ uri: server.uri })).close();
  });

  it('makes no database where one must be there', async () => {
    const uri = server.uri.replace(/\/[^/?]*(\?|$)/, '/mistyped$1');
    const error = await failure(openStore({ uri, mustExist: true }));
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toMatch(/no process has made it/);
    await (await openStore({ uri })).close();
    await (await openStore({ uri, mustExist: true })).close();
  });

  it('refuses a collection whose index was made differently, and takes it once that is dropped', async () => {
    const store = await openStore({ uri: server.uri });
    const spec = { name: 'other', indexes: [{ name: 'byCitizen', fields: ['citizenId'] }] };
    await client.db().collection('other').createIndex({ other: 1 }, { name: 'byCitizen' });
    const error = await failure(store.collection(spec));
    expect(error).toBeInstanceOf(StoreVersionError);
    expect(error.message).toMatch(/defined differently; drop it/);
    await client.db().collection('other').dropIndex('byCitizen');
    expect(await (await store.collection(spec)).count()).toBe(0);
    await store.close();
  });

  it('refuses a new unique index that the stored documents break', async () => {
    const store = await openStore({ uri: server.uri });
    const twins = ['a', 'b'].map((id) => ({ id, version: 1, number: '0123' }));
    await (await store.collection<(typeof twins)[0]>({ name: 'twins', indexes: [] })).insertMany(twins);
    await store.close();
    const again = await openStore({ uri: server.uri });
    const unique = { name: 'twins', indexes: [{ name: 'byNumber', fields: ['number'], unique: true }] };
    const error = await failure(again.collection(unique));
    expect(error).toBeInstanceOf(StoreVersionError);
    expect(error.message).toMatch(/"byNumber" does not hold for the stored documents/);
    await again.close();
  });

  it('shows no value of a document that the database refuses, in the error or its causes', async () => {
    const store = await openStore({ uri: server.uri });
    const collection = await store.collection<{ id: string; version: number; tooLong: string }>({
      name: 'refused',
      indexes: [],
    });
    const error = await failure(
      collection.insert({ id: 'a', version: 1, tooLong: 'SECRET'.repeat(3_000_000) }),
    );
    expect(error).toBeInstanceOf(StoreError);
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('SECRET');
    await store.close();
  });
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was expected to fail');
}
