import { createRoster, type RosterPlace } from '../../subgraphs/kit/roster.ts';

/** A request whose head was read, and whose body is on its way. */
export interface Arrival {
  readonly flow: string;
  /** Moment at which it was let through. */
  readonly since: number;
}

export type ArrivalPlace = RosterPlace<Arrival>;

/** Who was let through to be read and has not asked for their turn yet: they count as if they waited already. */
export interface Arrivals {
  size(): number;
  of(flow: string): number;
  add(arrival: Arrival): ArrivalPlace;
  /** Takes one out. @returns whether it was still there */
  remove(place: ArrivalPlace): boolean;
  /** Takes out all from before a moment: whoever is slow to send keeps nobody else out. */
  removeBefore(moment: number): void;
}

/** From nobody. */
export function createArrivals(): Arrivals {
  const all = createRoster<Arrival>();
  // Whoever came once is kept: a map that is emptied again and again makes itself a new table each time.
  const flows = new Map<string, number>();
  function remove(place: ArrivalPlace): boolean {
    if (!all.leave(place)) return false;
    const { flow } = place.member;
    flows.set(flow, (flows.get(flow) ?? 1) - 1);
    return true;
  }
  return {
    size: () => all.size,
    of: (flow) => flows.get(flow) ?? 0,
    add(arrival) {
      flows.set(arrival.flow, (flows.get(arrival.flow) ?? 0) + 1);
      return all.enter(arrival);
    },
    remove,
    removeBefore(moment) {
      for (let oldest = all.oldest(); oldest && oldest.member.since < moment; oldest = all.oldest()) {
        remove(oldest);
      }
    },
  };
}
