import type { HubStores } from '../../start-hub.ts';
import type { Collection, Store, Stored } from '../../subgraphs/kit/store/port.ts';

/** Agencies whose stores answer nothing until they are back. */
export interface AbsentStores {
  readonly stores: HubStores;
  takeAway(agency: keyof HubStores): void;
  bringBack(agency: keyof HubStores): void;
}

/** Stands between the hub and its stores. */
export function absentStores(stores: HubStores): AbsentStores {
  const away = new Set<string>();
  const guarded = Object.entries(stores).map(([agency, store]: readonly [string, Store]) => {
    return [agency, guard(store, () => away.has(agency))] as const;
  });
  return {
    stores: Object.fromEntries(guarded) as unknown as HubStores,
    takeAway: (agency) => away.add(agency),
    bringBack: (agency) => away.delete(agency),
  };
}

function guard(store: Store, isAway: () => boolean): Store {
  return {
    collection: async (spec) => guardCollection(await store.collection(spec), isAway),
    close: () => store.close(),
  };
}

function guardCollection<T extends Stored>(collection: Collection<T>, isAway: () => boolean): Collection<T> {
  const unlessAway = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (isAway()) throw new Error('The store is away.');
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
