import type { Collection, Store, Stored } from '../../subgraphs/kit/store/port.ts';

/** A store that counts the reads asked of it: one for each call, however many ids or ranges the call has. */
export interface CountedStore extends Store {
  /** Calls of get, getMany, find, findEach and count since the last `reset`, as `collection.method`. */
  readonly reads: readonly string[];
  reset(): void;
}

/**
 * Wraps a store to prove that a request reads in batches.
 *
 * @example
 * const store = countReads(await openStore({ uri: 'memory:' }));
 * // … one query for 100 citizens …
 * expect(store.reads).toEqual(['citizens.getMany', 'dischargePapers.findEach']);
 */
export function countReads(store: Store): CountedStore {
  const reads: string[] = [];
  return {
    reads,
    reset: () => void reads.splice(0),
    collection: async (spec) => countCollection(await store.collection(spec), spec.name, reads),
    close: () => store.close(),
  };
}

function countCollection<T extends Stored>(
  collection: Collection<T>,
  name: string,
  reads: string[],
): Collection<T> {
  const counted = <A extends readonly unknown[], R>(method: string, read: (...args: A) => R) => {
    return (...args: A): R => {
      reads.push(`${name}.${method}`);
      return read(...args);
    };
  };
  return {
    get: counted('get', (id: string) => collection.get(id)),
    getMany: counted('getMany', (ids: readonly string[]) => collection.getMany(ids)),
    find: counted('find', (range) => collection.find(range)),
    findEach: counted('findEach', (ranges) => collection.findEach(ranges)),
    count: counted('count', () => collection.count()),
    insert: (doc) => collection.insert(doc),
    insertMany: (docs) => collection.insertMany(docs),
    replace: (doc) => collection.replace(doc),
  };
}
