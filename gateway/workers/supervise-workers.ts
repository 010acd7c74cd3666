import type { Bundle } from '../start/bundle.ts';
import { createGeneration, type Generation, type Pause } from './generation.ts';
import { createWorkerLifecycle, type Patience } from './worker-lifecycle.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What workers are kept with. All times are in milliseconds. */
export interface Supervision {
  readonly count: number;
  /** Starts one. @param number is its own among those that run */
  readonly start: (number: number, bundle: Bundle) => WorkerProcess;
  /** How long workers go on answering: at the end of all, and when others have taken over. */
  readonly notice: { readonly end: number; readonly takeOver: number };
  readonly patience: Patience;
  readonly pause: Pause;
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

/** Keeps so many workers, which share one socket. */
export function superviseWorkers(supervision: Supervision): Supervised {
  const { count, start, notice, patience, pause, tell } = supervision;
  const lifecycle = createWorkerLifecycle(start, patience, tell);
  const stopping = new AbortController();
  let serving: Generation | undefined;
  let retiring: Promise<unknown> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();

  const isStopping = () => stopping.signal.aborted;
  const retire = (workers: Iterable<WorkerProcess>, milliseconds: number) =>
    lifecycle.retire(workers, milliseconds, !isStopping());

  /** Workers of which at least one accepts connections; undefined when nothing is to change. */
  async function open(bundle: Bundle, isCurrent: () => Promise<boolean>): Promise<Generation | undefined> {
    const isKept = (generation: Generation) => generation === serving && !isStopping();
    const fresh = createGeneration(bundle, {
      count,
      pause,
      lifecycle,
      isKept,
      stopped: stopping.signal,
      tell,
    });
    // One alone finds out whether the bundle is good, and tells what is not.
    const first = await fresh.open();
    const others = first && !isStopping() ? count - 1 : 0;
    await Promise.all(Array.from({ length: others }, fresh.open));
    const workers = [...fresh.workers];
    const [noting] = workers;
    if (!noting || isStopping() || workers.length < count)
      return giveUp(fresh, 'The new workers did not start');
    if (!(await isCurrent()))
      return giveUp(fresh, 'What decides was changed again while the new workers opened');
    // Before anybody is answered, and once for all: one that is started for another notes nothing.
    const listens = (await noting.note()) ? await Promise.all(workers.map(lifecycle.listens)) : [];
    // Who was answered was answered by the new bundle. What is missing is started again.
    if (listens.some(Boolean)) return fresh;
    await Array.from(serving?.workers ?? [])
      .find(lifecycle.hasOpened)
      ?.note();
    return giveUp(fresh, 'No new worker answers anybody');
  }

  async function giveUp(fresh: Generation, why: string): Promise<undefined> {
    if (!isStopping()) tell(serving ? `${why}: those that run go on.` : `${why}.`);
    await retire(fresh.workers, 0);
  }

  async function replace(bundle: Bundle, isCurrent: () => Promise<boolean>): Promise<boolean> {
    await retiring;
    if (isStopping()) return false;
    const fresh = await open(bundle, isCurrent);
    if (!fresh || isStopping()) return false;
    const old = serving;
    serving = fresh;
    if (old) retiring = retire(old.workers, notice.takeOver);
    // One may have ended before this was the generation that is kept whole.
    fresh.keepWhole();
    return true;
  }

  return {
    takeOver(bundle, isCurrent) {
      // Whatever went wrong in one, the next has its turn.
      const replaced = turn.then(() => replace(bundle, isCurrent)).catch(() => false);
      turn = replaced;
      return replaced;
    },
    free: () => turn.then(() => retiring),
    async stop() {
      stopping.abort();
      await retire(lifecycle.alive, notice.end);
    },
  };
}
