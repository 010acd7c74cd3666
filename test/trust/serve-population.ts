import { afterAll } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { createGatewayKey, listen } from './signed-subgraph.ts';

/** Population over an empty store, that trusts one gateway's key, for as long as the tests of a file run. */
export async function servePopulation() {
  const key = await createGatewayKey();
  const store = await openStore({ uri: 'memory:' });
  const subgraph = await listen(population, store, key);
  afterAll(async () => {
    await subgraph.close();
    await store.close();
  });
  return { key, store, subgraph };
}
