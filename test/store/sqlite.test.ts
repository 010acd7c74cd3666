import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { storeContract } from './contract.ts';
import { openAsBefore } from './file-of-before.ts';

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

storeContract('a SQLite file of format 1', {
  open: () => openAsBefore(join(folder, 'before.db')),
  lasting: true,
  complete: true,
  runs: 30,
});

storeContract('the shelves of a SQLite file', {
  open: async () => withShelves(await openStore({ uri: `file:${join(folder, 'shelves.db')}` })),
  lasting: true,
  complete: true,
  runs: 30,
});

/** The same store, in which eight collections share a shelf. */
function withShelves(store: Store): Store {
  return {
    ...store,
    collection(spec) {
      const shelf = `shelf${Math.floor(Number(/\d+$/.exec(spec.name)?.[0] ?? 0) / 8)}`;
      return store.collection(spec.owner === undefined ? spec : { ...spec, shelf });
    },
  };
}
