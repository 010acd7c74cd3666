import type { LoadLimits } from '../limits/limits.ts';
import type { Arrivals } from './arrivals.ts';
import type { CompletionRate } from './completion-rate.ts';
import type { FairQueue } from './fair-queue.ts';
import type { OverloadSign } from './overload-sign.ts';
import type { Places } from './places.ts';

/** What it depends on how many may wait. */
export interface Crowd {
  readonly queue: Pick<FairQueue<unknown>, 'size' | 'lengthOf' | 'isModest' | 'shareOf' | 'longest'>;
  readonly arrivals: Pick<Arrivals, 'size' | 'of'>;
  readonly places: Pick<Places, 'allowed' | 'freeFor'>;
  readonly rate: Pick<CompletionRate, 'perSecond'>;
  readonly overload: Pick<OverloadSign, 'isOverload'>;
}

/** Says who may wait, and for how long. */
export interface WaitingRoom {
  /** How many may wait: in an overload no more than are let in before those lose patience. */
  capacity(): number;
  /** Whether one more of a flow would wait behind too many. */
  isFullFor(flow: string): boolean;
  /** Whether one more of a flow could be let through now, and nobody else would have to go for it. */
  hasRoomFor(flow: string): boolean;
  /** Whether there is an overload, and a flow that is sent away is one of those that it comes from. */
  isBehindOverload(flow: string): boolean;
  /** Milliseconds for which one of a flow waits at the most. */
  patience(flow: string): number;
}

/** Nobody is let in to wait who would wait longer than this part of what is bearable: some take longer than others. */
const foreseen = 0.5;

/** However little ends, so many may wait in an overload: in a shorter queue one client could keep out all others. */
const leastQueue = 2;

/** A room for those who wait. Who is let through to be read waits already. */
export function createWaitingRoom(
  { queued, busyWait, calmWait }: Pick<LoadLimits, 'queued' | 'busyWait' | 'calmWait'>,
  { queue, arrivals, places, rate, overload }: Crowd,
): WaitingRoom {
  const waitingOf = (flow: string) => queue.lengthOf(flow) + arrivals.of(flow);
  const waiting = () => queue.size() + arrivals.size();

  function capacity(): number {
    const soon = (rate.perSecond() * busyWait * foreseen) / 1_000;
    return Math.min(
      queued,
      overload.isOverload() ? Math.max(leastQueue, Math.ceil(soon)) : 2 * places.allowed(),
    );
  }

  /**
   * Who is let in where all places are taken drives another out, who was read in vain, at four times the cost of whoever is
   * sent away at once: only for a row that stays the shorter one.
   */
  function isFullFor(flow: string): boolean {
    const most = capacity();
    const free = places.freeFor(flow);
    const own = waitingOf(flow);
    const hasShare = own >= queue.shareOf(flow, most);
    if (waiting() >= most + free) return hasShare || (queue.size() >= most && own + 1 >= queue.longest());
    // In an overload each place is soon wanted by another: who has enough leaves it to them.
    return hasShare && free === 0 && overload.isOverload();
  }

  return {
    capacity,
    isFullFor,
    hasRoomFor: (flow) => waiting() < capacity() + places.freeFor(flow) && !isFullFor(flow),
    // To be sent away with more than one waiting is to have one's share, or the longest row.
    isBehindOverload: (flow) => overload.isOverload() && waitingOf(flow) > 1,
    // A queue that does not empty is no buffer but a delay for all: then nobody waits long (controlled delay), but for those
    // whom it is not full of.
    patience: (flow) => (overload.isOverload() && !queue.isModest(flow) ? busyWait : calmWait),
  };
}
