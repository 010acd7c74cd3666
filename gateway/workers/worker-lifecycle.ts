import type { Bundle } from '../start/bundle.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How long workers may take for what is asked of them; then they are killed. In milliseconds. */
export interface Patience {
  /** To open, since it got on last: how long it opens in all depends on how much it has to read. */
  readonly open: number;
  /** To accept. */
  readonly listen: number;
  /** To end after its notice. */
  readonly end: number;
}

/** What a single worker goes through: it opens, accepts, and is ended. Nothing here rejects. */
export interface WorkerLifecycle {
  /** Those that have not ended. */
  readonly alive: ReadonlySet<WorkerProcess>;
  /** @returns undefined where the machine has no process to spare */
  start(bundle: Bundle): WorkerProcess | undefined;
  /** @returns whether it could answer by the bundle of that digest; if not, it has ended */
  opens(worker: WorkerProcess, digest: string): Promise<boolean>;
  hasOpened(worker: WorkerProcess): boolean;
  /** @returns whether it accepts connections */
  listens(worker: WorkerProcess): Promise<boolean>;
  /**
   * Settles when they have ended.
   *
   * @param notice how long they go on answering, in milliseconds
   * @param isReplaced whether others serve in their place
   */
  retire(workers: Iterable<WorkerProcess>, notice: number, isReplaced: boolean): Promise<void>;
}

/**
 * @param start starts one. Its number is its own among those that run
 * @param tell is told a line about everything that the operator should know
 */
export function createWorkerLifecycle(
  start: (number: number, bundle: Bundle) => WorkerProcess,
  patience: Patience,
  tell: (line: string) => void,
): WorkerLifecycle {
  const alive = new Set<WorkerProcess>();
  const opened = new WeakSet<WorkerProcess>();
  /** When those that were told to stop have ended. */
  const ends = new WeakMap<WorkerProcess, Promise<unknown>>();

  async function forgetWhenEnded(worker: WorkerProcess): Promise<void> {
    alive.add(worker);
    await worker.ended;
    alive.delete(worker);
  }

  function giveUpOn(worker: WorkerProcess): void {
    const seconds = patience.open / 1_000;
    tell(`Worker ${worker.number} has not got on with opening for ${seconds} s: it is ended.`);
    worker.kill();
  }

  function retireOne(worker: WorkerProcess, notice: number, isReplaced: boolean): Promise<unknown> {
    // What it was promised first holds: requests are under way in it.
    const known = ends.get(worker);
    if (known) return known;
    // One that is still opening hears nothing, and holds nothing that must be closed.
    if (!opened.has(worker)) worker.kill();
    worker.stop({ notice, isReplaced });
    const end = within(notice + patience.end, worker.kill, worker.ended);
    ends.set(worker, end);
    return end;
  }

  return {
    alive,
    start(bundle) {
      const number = lowestFree(alive);
      try {
        const worker = start(number, bundle);
        void forgetWhenEnded(worker);
        return worker;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        tell(
          `Worker ${number} could not be started (${code}): look at the memory and processes of the gateway.`,
        );
        return undefined;
      }
    },
    async opens(worker, digest) {
      const ready = await within(patience.open, () => giveUpOn(worker), worker.opened, worker.onProgress);
      if (ready?.digest === digest) {
        opened.add(worker);
        return true;
      }
      if (ready) tell(`Worker ${worker.number} serves something else than it was given: it is ended.`);
      worker.kill();
      await worker.ended;
      return false;
    },
    hasOpened: (worker) => opened.has(worker),
    listens: (worker) => within(patience.listen, worker.kill, worker.listen()),
    async retire(workers, notice, isReplaced) {
      await Promise.all(Array.from(workers, (worker) => retireOne(worker, notice, isReplaced)));
    },
  };
}

function lowestFree(workers: ReadonlySet<WorkerProcess>): number {
  const taken = new Set(Array.from(workers, ({ number }) => number));
  let number = 1;
  while (taken.has(number)) number++;
  return number;
}

/**
 * What becomes of a process; it is ended when that takes too long.
 *
 * @param onProgress has somebody told when it gets on: then the time begins anew
 */
async function within<Result>(
  milliseconds: number,
  end: () => void,
  result: Promise<Result>,
  onProgress?: (heard: () => void) => void,
): Promise<Result> {
  const late = setTimeout(end, milliseconds);
  onProgress?.(() => void late.refresh());
  try {
    return await result;
  } finally {
    onProgress?.(() => {});
    clearTimeout(late);
  }
}
