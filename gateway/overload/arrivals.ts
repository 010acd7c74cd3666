/** A request whose head was read, and whose body is on its way. */
export interface Arrival {
  readonly flow: string;
  /** Moment at which it was let through. */
  readonly since: number;
}

/** Who was let through to be read and has not asked for their turn yet: they count as if they waited already. */
export interface Arrivals {
  size(): number;
  of(flow: string): number;
  add(arrival: Arrival): void;
  /** Takes one out, if it is still there. */
  remove(arrival: Arrival): void;
  /** Takes out all from before a moment: whoever is slow to send keeps nobody else out. */
  removeBefore(moment: number): void;
}

/** From nobody. */
export function createArrivals(): Arrivals {
  // A set keeps the order of insertion: the oldest come first.
  const all = new Set<Arrival>();
  const flows = new Map<string, number>();
  function remove(arrival: Arrival): void {
    if (!all.delete(arrival)) return;
    const left = (flows.get(arrival.flow) ?? 1) - 1;
    if (left === 0) flows.delete(arrival.flow);
    else flows.set(arrival.flow, left);
  }
  return {
    size: () => all.size,
    of: (flow) => flows.get(flow) ?? 0,
    add(arrival) {
      all.add(arrival);
      flows.set(arrival.flow, (flows.get(arrival.flow) ?? 0) + 1);
    },
    remove,
    removeBefore(moment) {
      for (const arrival of all) {
        if (arrival.since >= moment) break;
        remove(arrival);
      }
    },
  };
}
