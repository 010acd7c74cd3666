/** Keeps the values that were used last, up to a total weight. Not for values that a caller may not share. */
export interface BoundedCache<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

/**
 * @param capacity total weight
 * @param weightOf length of the key if left out, in characters: long operations cost more memory than short ones
 */
export function boundedCache<Value>(
  capacity: number,
  weightOf: (key: string, value: Value) => number = (key) => key.length,
): BoundedCache<Value> {
  // A Map keeps the order of insertion, so putting an entry in again makes it the youngest.
  const entries = new Map<string, Value>();
  let weight = 0;
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      const before = entries.get(key);
      if (before !== undefined) weight -= weightOf(key, before);
      entries.delete(key);
      entries.set(key, value);
      weight += weightOf(key, value);
      for (const [oldest, kept] of entries) {
        if (weight <= capacity) return;
        entries.delete(oldest);
        weight -= weightOf(oldest, kept);
      }
    },
  };
}
