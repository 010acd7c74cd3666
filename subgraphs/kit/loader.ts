import DataLoader from 'dataloader';
import type { Collection, Range, Stored } from './store/port.ts';

/** Loads documents by id. */
export type DocumentLoader<T> = DataLoader<string, T | undefined>;

/** Loads rows of an index. */
export type RangeLoader<T> = DataLoader<Range, readonly T[], string>;

/** Reads by id, one read of the store for all ids of a tick. Made anew for each request: nothing outlives it. */
export function documentLoader<T extends Stored>(collection: Collection<T>): DocumentLoader<T> {
  return new DataLoader(async (ids) => {
    const found = await collection.getMany(ids);
    return ids.map((id) => found.get(id));
  });
}

/**
 * Reads index ranges, one read of the store for all ranges of a tick that ask the same index for as many rows in the
 * same order. Made anew for each request.
 */
export function rangeLoader<T extends Stored>(collection: Collection<T>): RangeLoader<T> {
  return new DataLoader<Range, readonly T[], string>(
    async (ranges) => {
      const batches = Map.groupBy(ranges.entries(), ([, { index, limit, order }]) =>
        JSON.stringify([index, limit, order]),
      );
      const answers = new Array<readonly T[]>(ranges.length);
      await Promise.all(
        Array.from(batches.values(), async (batch) => {
          const rows = await collection.findEach(batch.map(([, range]) => range));
          batch.forEach(([at], i) => (answers[at] = rows[i] ?? []));
        }),
      );
      return answers;
    },
    { cacheKeyFn: (range) => JSON.stringify(range) },
  );
}
