import type { HubStores } from '../../start/start-hub.ts';
import type { Collection, CollectionSpec, Range, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import type { Read } from './shard-keys.ts';

/** The same stores, which tell of each read of what its collection and fields are. */
export function recordReads(stores: HubStores, onRead: (read: Read) => void): HubStores {
  return Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, recorded(store, onRead)]),
  ) as unknown as HubStores;
}

function recorded(store: Store, onRead: (read: Read) => void): Store {
  return {
    collection: async (spec) => recordedCollection(await store.collection(spec), spec, onRead),
    close: () => store.close(),
  };
}

function recordedCollection<T extends Stored>(
  collection: Collection<T>,
  spec: CollectionSpec<T>,
  onRead: (read: Read) => void,
): Collection<T> {
  const byId = () => onRead({ collection: spec.name, fields: ['id'] });
  const along = ({ index, equals }: Range) => {
    const fields = spec.indexes.find(({ name }) => name === index)?.fields ?? [];
    onRead({ collection: spec.name, fields: fields.slice(0, equals.length) });
  };
  return {
    get(id) {
      byId();
      return collection.get(id);
    },
    getMany(ids) {
      if (ids.length > 0) byId();
      return collection.getMany(ids);
    },
    find(range) {
      along(range);
      return collection.find(range);
    },
    findEach(ranges) {
      ranges.forEach(along);
      return collection.findEach(ranges);
    },
    count: () => collection.count(),
    insert: (doc) => collection.insert(doc),
    insertMany: (docs) => collection.insertMany(docs),
    replace: (doc) => collection.replace(doc),
  };
}
