import type { Collection, Range, Store, Stored } from '../../subgraphs/kit/store/port.ts';

/** A store in which every list never ends, and that counts what is loaded of lists. */
export interface FloodStore {
  /** Puts the flood around a store: whoever finds a row finds as many as were asked for. */
  readonly around: (store: Store) => Store;
  /** Rows that were loaded since the last question about them. @throws Error for whoever read on without end */
  takeLoaded(): number;
}

/** Beyond this whoever reads would go on for ever. */
const endless = 5_000;

/** Nothing is loaded yet. */
export function floodStore(): FloodStore {
  let loaded = 0;
  const flood = <T extends Stored>(rows: readonly T[], { limit }: Range): readonly T[] => {
    const [first] = rows;
    if (first === undefined) return [];
    loaded += limit;
    if (loaded > endless) throw new Error('A list reads on without end.');
    return Array.from(
      { length: limit },
      (_, index) => rows[index] ?? { ...first, id: `${first.id}~${index}` },
    );
  };
  const over = <T extends Stored>(collection: Collection<T>): Collection<T> => ({
    get: (id) => collection.get(id),
    getMany: (ids) => collection.getMany(ids),
    find: async (range) => flood(await collection.find(range), range),
    async findEach(ranges) {
      const found = await collection.findEach(ranges);
      return ranges.map((range, index) => flood(found[index] ?? [], range));
    },
    count: () => collection.count(),
    insert: (doc) => collection.insert(doc),
    insertMany: (docs) => collection.insertMany(docs),
    replace: (doc) => collection.replace(doc),
  });
  return {
    around: (store) => ({
      collection: async (spec) => over(await store.collection(spec)),
      close: () => store.close(),
    }),
    takeLoaded() {
      const taken = loaded;
      loaded = 0;
      return taken;
    },
  };
}
