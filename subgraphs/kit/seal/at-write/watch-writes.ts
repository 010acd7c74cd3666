import type { Collection, Store, Stored } from '../../store/port.ts';
import type { SealedCollection } from '../sealed-type.ts';
import type { Sealer } from '../sealer.ts';
import { noteDue, type DueSeal } from './due-seal.ts';

/** What the watch over writes works with. */
export interface WatchOptions {
  readonly sealedIn: readonly SealedCollection[];
  readonly idOf: Sealer['idOf'];
  readonly due: Collection<DueSeal>;
  /** Is called when something may have to be sealed. */
  readonly onWritten: () => void;
}

/**
 * A store whose sealed documents are sealed when they are written, whoever writes them: that a seal is due is on record
 * before the document is, so that no end of the process between the two loses it.
 */
export function watchWrites(store: Store, options: WatchOptions): Store {
  const watched = new Map(options.sealedIn.map((sealed) => [sealed.spec.name, sealed]));
  const collections = new Map<string, unknown>();
  return {
    async collection(spec) {
      const collection = await store.collection(spec);
      const sealed = watched.get(spec.name);
      if (!sealed) return collection;
      const known = collections.get(spec.name) as typeof collection | undefined;
      const made = known ?? watchCollection(collection, sealed, options);
      collections.set(spec.name, made);
      return made;
    },
    close: () => store.close(),
  };
}

function watchCollection<T extends Stored>(
  collection: Collection<T>,
  { spec, documentsOf }: SealedCollection,
  { idOf, due, onWritten }: WatchOptions,
): Collection<T> {
  const announce = async (records: readonly T[]) => {
    for (const record of records) {
      for (const document of documentsOf(record as never)) {
        await noteDue(due, { id: idOf(document), collection: spec.name, document: record.id }, Date.now());
      }
    }
  };
  return {
    get: (id) => collection.get(id),
    getMany: (ids) => collection.getMany(ids),
    find: (range) => collection.find(range),
    findEach: (ranges) => collection.findEach(ranges),
    count: () => collection.count(),
    async insert(record) {
      await announce([record]);
      await collection.insert(record);
      onWritten();
    },
    async insertMany(records) {
      await announce(records);
      await collection.insertMany(records);
      onWritten();
    },
    async replace(record) {
      await announce([record]);
      const replaced = await collection.replace(record);
      onWritten();
      return replaced;
    },
  };
}
