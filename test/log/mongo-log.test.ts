import { afterAll, beforeAll, describe } from 'vitest';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { mongoAtHand, runMongoServer, type MongoServer } from '../store/run-mongo-server.ts';
import { logContract } from './log-contract.ts';

describe.skipIf(mongoAtHand.startsWith('no server'))(`the log on ${mongoAtHand}`, () => {
  let server: MongoServer;
  let store: Store;
  beforeAll(async () => {
    server = await runMongoServer();
    store = await openStore({ uri: server.uri });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  logContract(mongoAtHand, () => ({ open: (gateway) => openStoreSegment(store, gateway) }));
});
