import { setTimeout as wait } from 'node:timers/promises';
import { digestOfBundle, type Bundle } from '../start/bundle.ts';
import type { WorkerLifecycle } from './worker-lifecycle.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How long to wait before another is started for one that ended; doubles up to the longest. In milliseconds. */
export interface Pause {
  readonly first: number;
  readonly longest: number;
}

/** What generations of one gateway share. */
export interface Crew {
  /** How many workers a generation that serves has. */
  readonly count: number;
  readonly pause: Pause;
  readonly lifecycle: WorkerLifecycle;
  /** Whether those of it that end are missed: not before it serves, nor when others take over. */
  readonly isKept: (generation: Generation) => boolean;
  /** Aborted at the stop of all: nobody waits to start another. */
  readonly stopped: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Workers that decide by one bundle. */
export interface Generation {
  /** Those that start, and those that serve. */
  readonly workers: ReadonlySet<WorkerProcess>;
  /** @returns one more that could answer; undefined when it has ended. Never rejects */
  open(): Promise<WorkerProcess | undefined>;
  /** Has workers started for those that are missing. */
  keepWhole(): void;
}

export function createGeneration(bundle: Bundle, crew: Crew): Generation {
  const { count, pause, lifecycle, tell } = crew;
  const digest = digestOfBundle(bundle);
  const workers = new Set<WorkerProcess>();
  /** How many are started later, for those that ended. */
  let awaited = 0;
  /** Milliseconds before the next is started for one that ended. */
  let rest = pause.first;

  const isShort = () => crew.isKept(generation) && workers.size + awaited < count;

  async function missWhenEnded(worker: WorkerProcess): Promise<void> {
    const startedAt = performance.now();
    workers.add(worker);
    const end = await worker.ended;
    workers.delete(worker);
    if (performance.now() - startedAt > 2 * pause.longest) rest = pause.first;
    if (isShort()) tell(`Worker ${worker.number} ended (${end}): another is started.`);
    keepWhole();
  }

  async function open(): Promise<WorkerProcess | undefined> {
    const worker = lifecycle.start(bundle);
    if (!worker) return undefined;
    void missWhenEnded(worker);
    return (await lifecycle.opens(worker, digest)) ? worker : undefined;
  }

  /** Those that ended together wait equally long, and none for another to open. */
  async function startLater(): Promise<void> {
    const waited = rest;
    await wait(waited, undefined, { signal: crew.stopped }).catch(() => undefined);
    rest = Math.min(waited * 2, pause.longest);
    awaited--;
    if (!isShort()) return;
    const worker = await open();
    if (worker) await lifecycle.listens(worker);
    // One that could not be started does not end either.
    keepWhole();
  }

  function keepWhole(): void {
    while (isShort()) {
      awaited++;
      void startLater();
    }
  }

  const generation: Generation = { workers, open, keepWhole };
  return generation;
}
