import type { Collection, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';

/** A store in which a document may be on its way while whoever sent it was told that it is lost. */
export function lateArrival(inner: Store) {
  let isHeldBack = false;
  let arrive = (): Promise<void> => Promise.reject(new Error('nothing was held back'));
  return {
    holdBack: () => (isHeldBack = true),
    arrive: () => arrive(),
    store: changing(inner, (real) => ({
      insert(doc) {
        if (!isHeldBack) return real.insert(doc);
        isHeldBack = false;
        arrive = () => real.insert(doc);
        return Promise.reject(new StoreUnavailableError('the answer was lost'));
      },
    })),
  };
}

/** A store as a gateway of before uses it, which says to nobody that it writes, and asks nobody. */
export function withoutClaims(inner: Store): Store {
  return changing(inner, (_, name) =>
    name === 'disclosureWriters'
      ? { get: async () => undefined, insert: async () => {}, replace: async (doc) => doc }
      : {},
  );
}

/** A store whose collections do some things otherwise. */
export function changing(
  inner: Store,
  change: <T extends Stored>(real: Collection<T>, name: string) => Partial<Collection<T>>,
): Store {
  return {
    ...inner,
    async collection<T extends Stored>(
      spec: Parameters<typeof inner.collection<T>>[0],
    ): Promise<Collection<T>> {
      const real = await inner.collection(spec);
      return {
        get: (id) => real.get(id),
        getMany: (ids) => real.getMany(ids),
        find: (range) => real.find(range),
        findEach: (ranges) => real.findEach(ranges),
        count: () => real.count(),
        insert: (doc) => real.insert(doc),
        insertMany: (docs) => real.insertMany(docs),
        replace: (doc) => real.replace(doc),
        ...change(real, spec.name),
      };
    },
  };
}

/** When the answer of the store is lost: before the write was done, or after. */
export type Fault = 'before' | 'after';

/** A store whose writes fail while `fault` says how. */
export function failing(inner: Store, fault: () => Fault | undefined): Store {
  const lost = () => new StoreUnavailableError('the answer was lost');
  const around = async <T>(write: () => Promise<T>): Promise<T> => {
    const how = fault();
    if (how === 'before') throw lost();
    const result = await write();
    if (how === 'after') throw lost();
    return result;
  };
  return changing(inner, (real) => ({
    insert: (doc) => around(() => real.insert(doc)),
    insertMany: (docs) => around(() => real.insertMany(docs)),
    replace: (doc) => around(() => real.replace(doc)),
  }));
}

/** A store in which documents that are inserted together wait. @param wait asked before each */
export function slowed(inner: Store, wait: () => Promise<void>): Store {
  return changing(inner, (real) => ({
    async insertMany(docs) {
      await wait();
      await real.insertMany(docs);
    },
  }));
}
