/** The keys of an index in their order; all ascending, as the store makes them. */
export type IndexKeys = readonly string[];

/** A question as it is sent to MongoDB. */
export interface SentQuestion {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort?: Readonly<Record<string, unknown>>;
}

interface Clauses {
  /** Fields that have one value, or one of a few. */
  readonly equal: ReadonlySet<string>;
  /** Fields that are bounded. */
  readonly bounded: ReadonlySet<string>;
  readonly branches: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Whether MongoDB finds what is asked by reading a stretch of one of the indexes (of one for each branch of an `$or` without an
 * order), in the order asked for, and reads no document that is not in it:
 * equal fields are the first keys, the order is that of the keys after them, forwards or backwards, a bound is on the next key, and
 * the rest of the filter is on keys. Stricter than MongoDB, which can do more.
 */
export function isServed(indexes: readonly IndexKeys[], { filter, sort }: SentQuestion): boolean {
  const { equal, bounded, branches } = clausesOf(filter);
  if (sort === undefined && branches.length > 0 && equal.size === 0)
    return branches.every((branch) => isServed(indexes, { filter: branch }));
  const order = Object.entries(sort ?? {});
  const isOneWay = new Set(order.map(([, direction]) => direction)).size <= 1;
  const inBranches = branches.flatMap((branch) => Object.keys(branch));
  return isOneWay && beginsAtPlace(bounded, branches) && indexes.some(serves);

  function serves(keys: IndexKeys): boolean {
    const [first, rest] = [keys.slice(0, equal.size), keys.slice(equal.size)];
    const startsHere = first.every((key) => equal.has(key)) && first.length === equal.size;
    const isInOrder = order.every(([field], at) => rest[at] === field);
    const isStretch = [...bounded].every((field) => field === rest[0]);
    return startsHere && isInOrder && isStretch && inBranches.every((field) => keys.includes(field));
  }
}

/** What is behind a place begins at it; only behind an absent value, which comes before all others, at the beginning. */
function beginsAtPlace(bounded: Clauses['bounded'], branches: Clauses['branches']): boolean {
  const isBehindNothing = branches
    .flatMap(Object.values)
    .some((step: unknown) => isBound(step) && '$ne' in step);
  return branches.length === 0 || bounded.size > 0 || isBehindNothing;
}

function clausesOf(filter: Readonly<Record<string, unknown>>): Clauses {
  const equal = new Set<string>();
  const bounded = new Set<string>();
  const branches: Record<string, unknown>[] = [];
  for (const [field, value] of Object.entries(filter)) {
    if (field === '$and') {
      for (const part of (value as Record<string, unknown>[]).map(clausesOf)) {
        part.equal.forEach((name) => equal.add(name));
        part.bounded.forEach((name) => bounded.add(name));
        branches.push(...part.branches);
      }
    } else if (field === '$or') branches.push(...(value as Record<string, unknown>[]));
    else if (isBound(value)) bounded.add(field);
    else equal.add(field);
  }
  return { equal, bounded, branches };
}

/** `$in` is a few values, every other operator a stretch of them. */
function isBound(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !('$in' in value);
}
