import { createRoster, type RosterPlace } from '../../../subgraphs/kit/roster.ts';

/** A moment of `performance.now()` by which something is to be over. */
export interface Deadline {
  readonly at: number;
  /** Is told once that it is not. */
  readonly late: () => void;
}

export type OpenDeadline = RosterPlace<Deadline>;

/**
 * Many deadlines on one timer. Nearly all of them end long before their moment and are later than those before them, so that
 * the timer is hardly ever set: one of its own for each call would be made, put in order and taken away again.
 */
export interface Deadlines {
  begin(deadline: Deadline): OpenDeadline;
  /** It is over. */
  end(deadline: OpenDeadline): void;
}

export function createDeadlines(): Deadlines {
  const open = createRoster<Deadline>();
  let timer: NodeJS.Timeout | undefined;
  /** When the timer rings; it may ring for one that is over. */
  let ringsAt = Number.POSITIVE_INFINITY;

  function ringAt(at: number): void {
    if (at >= ringsAt) return;
    clearTimeout(timer);
    ringsAt = at;
    // Whoever waits for something holds the process; a timer for what is over must not.
    timer = setTimeout(ring, Math.max(0, at - performance.now())).unref();
  }

  function ring(): void {
    ringsAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (const place of open.places()) {
      const { at, late } = place.member;
      if (at > now) ringAt(at);
      else if (open.leave(place)) late();
    }
  }

  return {
    begin(deadline) {
      ringAt(deadline.at);
      return open.enter(deadline);
    },
    end: (deadline) => void open.leave(deadline),
  };
}
