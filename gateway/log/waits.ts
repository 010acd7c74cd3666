import { createRoster } from '../../subgraphs/kit/roster.ts';

/** Somebody who waits for the log. */
export interface Wait {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** All who wait for one log. */
export interface Waits {
  /**
   * @param until moment of `performance.now()`; no end if undefined
   * @param leave is called when the time is over, before the promise rejects
   */
  begin(until: number | undefined, leave: () => void): Wait;
  /** Lets those go whose time is over. It happens by itself too, a moment later. */
  refuseLate(): void;
}

/** However late a wait begins, it may be this long, in milliseconds: an answer that is ready at the last moment is not lost for that. */
const leastWait = 1_000;

/** How often is looked for those whose time is over, in milliseconds: one timer for all, since every answer waits. */
const lookEvery = 100;

interface OpenWait {
  readonly until: number;
  readonly refuse: () => void;
}

/** Nobody waits for the log longer than for the request it is about. */
export function createWaits(): Waits {
  const open = createRoster<OpenWait>();
  let timer: NodeJS.Timeout | undefined;

  function refuseLate(): void {
    const now = performance.now();
    for (const place of open.places()) {
      const { until, refuse } = place.member;
      if (until <= now && open.leave(place)) refuse();
    }
  }

  function watch(): void {
    if (open.size > 0) timer ??= setTimeout(look, lookEvery).unref();
  }

  function look(): void {
    timer = undefined;
    refuseLate();
    watch();
  }

  return {
    begin(until = Number.POSITIVE_INFINITY, leave) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const wait: Wait = {
        promise,
        resolve() {
          open.leave(place);
          resolve();
        },
        reject(error) {
          open.leave(place);
          reject(error);
        },
      };
      const place = open.enter({
        until: Math.max(until, performance.now() + leastWait),
        refuse() {
          leave();
          reject(new Error('The log did not answer in time.'));
        },
      });
      watch();
      return wait;
    },
    refuseLate,
  };
}
