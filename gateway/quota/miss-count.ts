/** Counts the look-ups of one request that found nobody, as far as its answer does not show them. */
export interface MissCount {
  total(): number;
  add(count: number | undefined): void;
}

/** From nothing. */
export function createMissCount(): MissCount {
  let total = 0;
  return {
    total: () => total,
    add(count = 0) {
      total += count;
    },
  };
}
