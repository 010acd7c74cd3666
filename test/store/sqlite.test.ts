import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { storeContract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(folder, { recursive: true }));

storeContract('SQLite in memory', {
  open: () => openStore({ uri: 'memory:' }),
  lasting: false,
  complete: true,
  runs: 300,
});

storeContract('a SQLite file', {
  open: () => openStore({ uri: `file:${join(folder, 'made', 'contract.db')}` }),
  lasting: true,
  complete: true,
  runs: 30,
});
