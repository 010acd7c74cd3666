import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { countReads } from '../store/count-reads.ts';

/** What a subgraph reads from, over a store in memory. */
export interface OpenSources<Sources> {
  put<T extends Stored>(spec: CollectionSpec<T>, ...documents: readonly T[]): Promise<void>;
  /** The loaders of one more call. */
  readonly sources: () => Sources;
  /** The reads of the store since the last question about them, as `collection.method`. */
  takeReads(): readonly string[];
}

/**
 * Opens the sources of a subgraph over an empty store.
 *
 * @param around what its reads go through
 */
export async function openSources<Sources>(
  subgraph: Subgraph<Sources>,
  around: (store: Store) => Store = (store) => store,
): Promise<OpenSources<Sources>> {
  const store = countReads(around(await openStore({ uri: 'memory:' })));
  const sources = await subgraph.open(store);
  return {
    async put(spec, ...documents) {
      const collection = await store.collection(spec);
      await collection.insertMany(documents);
    },
    sources,
    takeReads() {
      const reads = [...store.reads];
      store.reset();
      return reads;
    },
  };
}
