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

interface OpenWait extends Wait {
  isOver: boolean;
  readonly until: number;
  readonly leave: () => void;
}

/** Nobody waits for the log longer than for the request it is about. */
export function createWaits(): Waits {
  /** An array: tables that a `Set` has outgrown keep what was in them from being collected early, and an answer would cost twice as much. */
  let open: OpenWait[] = [];
  let timer: NodeJS.Timeout | undefined;

  function refuseLate(): void {
    const now = performance.now();
    for (const wait of open) {
      if (wait.isOver || wait.until > now) continue;
      wait.leave();
      wait.reject(new Error('The log did not answer in time.'));
    }
    open = open.filter(({ isOver }) => !isOver);
  }

  function watch(): void {
    if (open.length > 0) timer ??= setTimeout(look, lookEvery).unref();
  }

  function look(): void {
    timer = undefined;
    refuseLate();
    watch();
  }

  return {
    begin(until = Number.POSITIVE_INFINITY, leave) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const wait: OpenWait = {
        promise,
        isOver: false,
        until: Math.max(until, performance.now() + leastWait),
        leave,
        resolve() {
          wait.isOver = true;
          resolve();
        },
        reject(error) {
          wait.isOver = true;
          reject(error);
        },
      };
      open.push(wait);
      watch();
      return wait;
    },
    refuseLate,
  };
}
