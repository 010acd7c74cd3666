import type { HubStores } from '../../start/start-hub.ts';
import type { Collection, Store, Stored } from '../../subgraphs/kit/store/port.ts';

/** Agencies whose stores answer nothing until they are back. */
export interface AbsentStores {
  readonly stores: HubStores;
  takeAway(agency: keyof HubStores): void;
  bringBack(agency: keyof HubStores): void;
}

/**
 * Stands between the hub and its stores.
 *
 * @param refuse what a store does that is away
 */
export function absentStores(
  stores: HubStores,
  refuse: (agency: string, collection: string) => Promise<void> = async () => {
    throw new Error('The store is away.');
  },
): AbsentStores {
  const away = new Set<string>();
  const guarded = Object.entries(stores).map(([agency, store]: readonly [string, Store]) => {
    return [
      agency,
      guard(store, async (collection) => (away.has(agency) ? refuse(agency, collection) : undefined)),
    ] as const;
  });
  return {
    stores: Object.fromEntries(guarded) as unknown as HubStores,
    takeAway: (agency) => away.add(agency),
    bringBack: (agency) => away.delete(agency),
  };
}

function guard(store: Store, mayAsk: (collection: string) => Promise<void>): Store {
  return {
    collection: async (spec) => guardCollection(await store.collection(spec), () => mayAsk(spec.name)),
    close: () => store.close(),
  };
}

function guardCollection<T extends Stored>(
  collection: Collection<T>,
  mayAsk: () => Promise<void>,
): Collection<T> {
  const unlessAway = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    await mayAsk();
    return ask();
  };
  return {
    get: (id) => unlessAway(() => collection.get(id)),
    getMany: (ids) => unlessAway(() => collection.getMany(ids)),
    find: (range) => unlessAway(() => collection.find(range)),
    findEach: (ranges) => unlessAway(() => collection.findEach(ranges)),
    insert: (document) => unlessAway(() => collection.insert(document)),
    insertMany: (documents) => unlessAway(() => collection.insertMany(documents)),
    replace: (document) => unlessAway(() => collection.replace(document)),
    count: () => unlessAway(() => collection.count()),
  };
}
