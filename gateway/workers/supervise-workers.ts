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
  /**
   * How long a worker may take to open since it got on last, to accept, and to end after its notice; then it is killed. How long
   * it opens in all depends on how much it has to read.
   */
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
   * open, nothing changes; from the first that accepts on, the new ones serve. One take-over after the other, and each
   * when the workers before have ended.
   *
   * @param isCurrent asked when all could answer, before anybody is answered: otherwise nothing changes
   * @returns whether the new ones serve. Never rejects
   */
  takeOver(bundle: Bundle, isCurrent: () => Promise<boolean>): Promise<boolean>;
  /** Settles when the workers before those that serve have ended. Never rejects. */
  free(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Workers that decide by one bundle. */
interface Generation {
  readonly bundle: Bundle;
  readonly digest: string;
  /** Those that start, and those that serve. */
  readonly workers: Set<WorkerProcess>;
  /** How many are started later, for those that ended. */
  awaited: number;
  /** Milliseconds before the next is started for one that ended. */
  pause: number;
}

/** Keeps so many workers, which share one socket. */
export function superviseWorkers(supervision: Supervision): Supervised {
  const { count, start, notice, patience, pause, tell } = supervision;
  const all = new Set<WorkerProcess>();
  const opened = new WeakSet<WorkerProcess>();
  const stopped = new AbortController();
  /** When those that were told to stop have ended. */
  const ends = new WeakMap<WorkerProcess, Promise<unknown>>();
  let isStopping = false;
  let serving: Generation | undefined;
  let retiring: Promise<unknown> = Promise.resolve();

  /** @returns undefined where the machine has no process to spare */
  function launch(generation: Generation): WorkerProcess | undefined {
    const taken = new Set(Array.from(all, ({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    let worker: WorkerProcess;
    try {
      worker = start(number, generation.bundle);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      tell(
        `Worker ${number} could not be started (${code}): look at the memory and processes of the gateway.`,
      );
      return undefined;
    }
    const startedAt = performance.now();
    all.add(worker);
    generation.workers.add(worker);
    const whenEnded = async () => {
      const end = await worker.ended;
      all.delete(worker);
      generation.workers.delete(worker);
      if (performance.now() - startedAt > 2 * pause.longest) generation.pause = pause.first;
      if (isShort(generation)) tell(`Worker ${number} ended (${end}): another is started.`);
      keepWhole(generation);
    };
    void whenEnded();
    return worker;
  }

  const isShort = (generation: Generation) =>
    generation === serving && !isStopping && generation.workers.size + generation.awaited < count;

  /** Has workers started for those that are missing. */
  function keepWhole(generation: Generation): void {
    while (isShort(generation)) {
      generation.awaited++;
      void startLater(generation);
    }
  }

  /** Those that ended together wait equally long, and none for another to open. */
  async function startLater(generation: Generation): Promise<void> {
    const rest = generation.pause;
    await wait(rest, undefined, { signal: stopped.signal }).catch(() => undefined);
    generation.pause = Math.min(rest * 2, pause.longest);
    generation.awaited--;
    if (!isShort(generation)) return;
    const worker = await openOne(generation);
    if (worker) await letListen(worker);
    // One that could not be started does not end either.
    keepWhole(generation);
  }

  /** @returns one that could answer, by the bundle of its generation; undefined when it has ended */
  async function openOne(generation: Generation): Promise<WorkerProcess | undefined> {
    const worker = launch(generation);
    if (!worker) return undefined;
    const ready = await within(patience.open, () => giveUpOn(worker), worker.opened, worker.onProgress);
    if (ready?.digest === generation.digest) {
      opened.add(worker);
      return worker;
    }
    if (ready) tell(`Worker ${worker.number} serves something else than it was given: it is ended.`);
    worker.kill();
    await worker.ended;
    return undefined;
  }

  function giveUpOn(worker: WorkerProcess): void {
    const seconds = patience.open / 1_000;
    tell(`Worker ${worker.number} has not got on with opening for ${seconds} s: it is ended.`);
    worker.kill();
  }

  const letListen = (worker: WorkerProcess) => within(patience.listen, worker.kill, worker.listen());

  /** Workers of which at least one accepts connections; undefined when nothing is to change. */
  async function open(bundle: Bundle, isCurrent: () => Promise<boolean>): Promise<Generation | undefined> {
    const digest = digestOfBundle(bundle);
    const fresh: Generation = { bundle, digest, workers: new Set(), awaited: 0, pause: pause.first };
    // One alone finds out whether the bundle is good, and tells what is not.
    const first = await openOne(fresh);
    const others = first && !isStopping ? count - 1 : 0;
    await Promise.all(Array.from({ length: others }, () => openOne(fresh)));
    const workers = [...fresh.workers];
    const [noting] = workers;
    if (!noting || isStopping || workers.length < count)
      return giveUp(fresh, 'The new workers did not start');
    if (!(await isCurrent()))
      return giveUp(fresh, 'What decides was changed again while the new workers opened');
    // Before anybody is answered, and once for all: one that is started for another notes nothing.
    const listens = (await noting.note()) ? await Promise.all(workers.map(letListen)) : [];
    // Who was answered was answered by the new bundle. What is missing is started again.
    if (listens.some(Boolean)) return fresh;
    await Array.from(serving?.workers ?? [])
      .find((worker) => opened.has(worker))
      ?.note();
    return giveUp(fresh, 'No new worker answers anybody');
  }

  async function giveUp(fresh: Generation, why: string): Promise<undefined> {
    if (!isStopping) tell(serving ? `${why}: those that run go on.` : `${why}.`);
    await retire(fresh.workers, 0);
  }

  async function retire(workers: Iterable<WorkerProcess>, milliseconds: number): Promise<void> {
    await Promise.all(Array.from(workers, (worker) => retireOne(worker, milliseconds)));
  }

  function retireOne(worker: WorkerProcess, milliseconds: number): Promise<unknown> {
    // What it was promised first holds: requests are under way in it.
    const known = ends.get(worker);
    if (known) return known;
    // One that is still opening hears nothing, and holds nothing that must be closed.
    if (!opened.has(worker)) worker.kill();
    worker.stop({ notice: milliseconds, isReplaced: !isStopping });
    const end = within(milliseconds + patience.end, worker.kill, worker.ended);
    ends.set(worker, end);
    return end;
  }

  async function replace(bundle: Bundle, isCurrent: () => Promise<boolean>): Promise<boolean> {
    await retiring;
    if (isStopping) return false;
    const fresh = await open(bundle, isCurrent);
    if (!fresh || isStopping) return false;
    const old = serving;
    serving = fresh;
    if (old) retiring = retire(old.workers, notice.takeOver);
    // One may have ended before this was the generation that is kept whole.
    keepWhole(fresh);
    return true;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    takeOver(bundle, isCurrent) {
      // Whatever went wrong in one, the next has its turn.
      const replaced = turn.then(() => replace(bundle, isCurrent)).catch(() => false);
      turn = replaced;
      return replaced;
    },
    free: () => turn.then(() => retiring),
    async stop() {
      isStopping = true;
      stopped.abort();
      await retire([...all], notice.end);
    },
  };
}

/**
 * What a process comes to; it is ended when that takes too long.
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
