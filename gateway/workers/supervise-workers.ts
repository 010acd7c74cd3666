import { setTimeout as wait } from 'node:timers/promises';
import { digestOfBundle, type Bundle } from '../start/bundle.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What workers are kept with. All times are in milliseconds. */
export interface Supervision {
  readonly count: number;
  /** Starts one. @param number is its own among those that run */
  readonly start: (number: number, bundle: Bundle) => WorkerProcess;
  /** How long workers go on answering: at the end of all, and when others have taken over. */
  readonly notice: { readonly end: number; readonly takeOver: number };
  /** How long a worker may take to open, to accept, and to end after its notice; then it is killed. */
  readonly patience: { readonly open: number; readonly listen: number; readonly end: number };
  /** How long to wait before another is started for one that ended; doubles up to the longest. */
  readonly pause: { readonly first: number; readonly longest: number };
  /** Is told a line about everything that the operator should know. */
  readonly tell: (line: string) => void;
}

/** Workers that answer on one port. */
export interface Supervised {
  /**
   * New workers take the place of those that run; these finish what is under way. Where one of the new ones does not
   * open, nothing changes. One take-over after the other, and each when the workers before have ended.
   *
   * @returns whether the new ones serve. Never rejects
   */
  takeOver(bundle: Bundle): Promise<boolean>;
  stop(): Promise<void>;
}

/** Workers that decide by one bundle. */
interface Generation {
  readonly bundle: Bundle;
  readonly digest: string;
  /** Those that start, and those that serve. */
  readonly workers: Set<WorkerProcess>;
  /** Settles when nothing is started for those that ended any more; undefined where nothing is. */
  refilling?: Promise<void> | undefined;
  /** Milliseconds before the next is started for one that ended. */
  pause: number;
}

/** Keeps so many workers, which share one socket. */
export function superviseWorkers(supervision: Supervision): Supervised {
  const { count, start, notice, patience, pause, tell } = supervision;
  const all = new Set<WorkerProcess>();
  const opened = new WeakSet<WorkerProcess>();
  const stopped = new AbortController();
  let isStopping = false;
  let serving: Generation | undefined;
  let retiring: Promise<unknown> = Promise.resolve();

  function launch(generation: Generation): WorkerProcess {
    const taken = new Set(Array.from(all, ({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    const worker = start(number, generation.bundle);
    const startedAt = performance.now();
    all.add(worker);
    generation.workers.add(worker);
    const whenEnded = async () => {
      const end = await worker.ended;
      all.delete(worker);
      generation.workers.delete(worker);
      if (performance.now() - startedAt > 2 * pause.longest) generation.pause = pause.first;
      if (isShort(generation)) tell(`Worker ${number} ended (${end}): another is started.`);
      await keepWhole(generation);
    };
    void whenEnded();
    return worker;
  }

  const isShort = (generation: Generation) =>
    generation === serving && !isStopping && generation.workers.size < count;

  /** Has workers started for those that are missing. */
  async function keepWhole(generation: Generation): Promise<void> {
    if (isShort(generation)) await (generation.refilling ??= refill(generation));
  }

  async function refill(generation: Generation): Promise<void> {
    do {
      await wait(generation.pause, undefined, { signal: stopped.signal }).catch(() => undefined);
      generation.pause = Math.min(generation.pause * 2, pause.longest);
      const missing = isShort(generation) ? count - generation.workers.size : 0;
      const replaced = Array.from({ length: missing }, async () => {
        const worker = await openOne(generation);
        if (worker) await letListen(worker);
      });
      await Promise.all(replaced);
    } while (isShort(generation));
    generation.refilling = undefined;
  }

  /** @returns one that could answer, by the bundle of its generation; undefined when it has ended */
  async function openOne(generation: Generation): Promise<WorkerProcess | undefined> {
    const worker = launch(generation);
    const ready = await within(patience.open, worker.kill, worker.opened);
    if (ready?.digest === generation.digest) {
      opened.add(worker);
      return worker;
    }
    if (ready) tell(`Worker ${worker.number} serves something else than it was given: it is ended.`);
    worker.kill();
    await worker.ended;
    return undefined;
  }

  const letListen = (worker: WorkerProcess) => within(patience.listen, worker.kill, worker.listen());

  /** Workers that all accept connections; undefined when one of them does not. */
  async function open(bundle: Bundle): Promise<Generation | undefined> {
    const digest = digestOfBundle(bundle);
    const fresh: Generation = { bundle, digest, workers: new Set(), pause: pause.first };
    // One alone finds out whether the bundle is good, and tells what is not.
    const first = await openOne(fresh);
    const others = first && !isStopping ? count - 1 : 0;
    await Promise.all(Array.from({ length: others }, () => openOne(fresh)));
    const workers = [...fresh.workers];
    if (!isStopping && workers.length === count) {
      const listens = await Promise.all(workers.map(letListen));
      if (listens.every(Boolean)) return fresh;
    }
    await retire(fresh.workers, 0);
    return undefined;
  }

  async function retire(workers: Iterable<WorkerProcess>, milliseconds: number): Promise<void> {
    const ends = Array.from(workers, async (worker) => {
      // One that is still opening hears nothing, and holds nothing that must be closed.
      if (!opened.has(worker)) worker.kill();
      worker.stop({ notice: milliseconds, isReplaced: !isStopping });
      await within(milliseconds + patience.end, worker.kill, worker.ended);
    });
    await Promise.all(ends);
  }

  async function replace(bundle: Bundle): Promise<boolean> {
    await retiring;
    if (isStopping) return false;
    const fresh = await open(bundle);
    if (!fresh || isStopping) {
      if (serving && !isStopping) tell('The new workers did not start: those that run go on.');
      return false;
    }
    const old = serving;
    serving = fresh;
    if (old) retiring = retire(old.workers, notice.takeOver);
    // One may have ended before this was the generation that is kept whole.
    void keepWhole(fresh);
    return true;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    takeOver(bundle) {
      const replaced = turn.then(() => replace(bundle));
      turn = replaced;
      return replaced;
    },
    async stop() {
      isStopping = true;
      stopped.abort();
      await Promise.all([retire([...all], notice.end), serving?.refilling]);
    },
  };
}

/** What a process comes to; it is ended when that takes too long. */
async function within<Result>(
  milliseconds: number,
  end: () => void,
  result: Promise<Result>,
): Promise<Result> {
  const late = setTimeout(end, milliseconds);
  try {
    return await result;
  } finally {
    clearTimeout(late);
  }
}
