import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { mongoAtHand, runMongoServer, type MongoServer } from '../store/run-mongo-server.ts';
import { sealerContract } from './sealer-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'seals-'));
afterAll(() => rmSync(folder, { recursive: true }));

sealerContract('SQLite', () => openStore({ uri: `file:${join(folder, 'seals.db')}` }));

describe.skipIf(mongoAtHand.startsWith('no server'))(`on ${mongoAtHand}`, () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await runMongoServer();
  });
  afterAll(() => server.stop());

  sealerContract(mongoAtHand, () => openStore({ uri: server.uri }));
});
