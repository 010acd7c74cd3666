import { createRoster, type RosterPlace } from '../../subgraphs/kit/roster.ts';

/** Keeps the values that were used last, up to a total weight. Not for values that a caller may not share. */
export interface BoundedCache<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

interface Kept<Value> {
  readonly key: string;
  readonly value: Value;
  readonly weight: number;
  /** In the order in which they were used. */
  place: RosterPlace<Kept<Value>> | undefined;
}

/**
 * @param capacity total weight
 * @param weightOf length of the key if left out, in characters: long operations cost more memory than short ones
 */
export function boundedCache<Value>(
  capacity: number,
  weightOf: (key: string, value: Value) => number = (key) => key.length,
): BoundedCache<Value> {
  const entries = new Map<string, Kept<Value>>();
  const byUse = createRoster<Kept<Value>>();
  let weight = 0;
  function forget(entry: Kept<Value>): void {
    if (entry.place) byUse.leave(entry.place);
    entries.delete(entry.key);
    weight -= entry.weight;
  }
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.place) byUse.leave(entry.place);
      entry.place = byUse.enter(entry);
      return entry.value;
    },
    set(key, value) {
      const before = entries.get(key);
      if (before) forget(before);
      const entry: Kept<Value> = { key, value, weight: weightOf(key, value), place: undefined };
      entry.place = byUse.enter(entry);
      entries.set(key, entry);
      weight += entry.weight;
      while (weight > capacity) {
        const oldest = byUse.oldest();
        if (!oldest) return;
        forget(oldest.member);
      }
    },
  };
}
