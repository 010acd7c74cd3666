import { expect, vi } from 'vitest';
import { digestOfBundle, type Bundle } from '../../gateway/start/bundle.ts';
import type { Opened, StopOrder } from '../../gateway/workers/worker-messages.ts';
import {
  superviseWorkers,
  type Supervised,
  type Supervision,
} from '../../gateway/workers/supervise-workers.ts';
import type { WorkerProcess } from '../../gateway/workers/worker-process.ts';

/** For `vi.waitFor`: what is quick may be late on a busy machine. */
export const patience = { interval: 1, timeout: 20_000 };

/** A bundle that is told from others by its supergraph. */
export function bundleOf(supergraph: string): Bundle {
  const policy = {
    categories: '',
    schema: '',
    register: '',
    purposes: '',
    relations: '',
    roles: '',
    policies: {},
  };
  return { supergraph, policy, clients: {}, keys: {} };
}

/** A worker without a process: the test says what becomes of it. */
export interface FakeWorker extends WorkerProcess {
  readonly bundle: Bundle;
  readonly stopped: StopOrder[];
  isKilled: boolean;
  isListening: boolean;
  /** How often it noted in the store that it serves. */
  noted: number;
  /** Says that it could answer, by what it was given or by something else. */
  open(digest?: string): void;
  /** Says that it gets on with opening. */
  progress(): void;
  end(how: number | string): void;
}

export interface FakeSupervision {
  /** What is taken over is still what there is where a test says nothing else. */
  readonly supervised: Omit<Supervised, 'takeOver'> & {
    takeOver(bundle: Bundle, isCurrent?: () => Promise<boolean>): Promise<boolean>;
  };
  readonly workers: FakeWorker[];
  readonly told: string[];
}

/** Two workers, whose times are a few milliseconds. */
export function superviseFakes(changed: Partial<Supervision> = {}): FakeSupervision {
  const workers: FakeWorker[] = [];
  const told: string[] = [];
  const supervised = superviseWorkers({
    count: 2,
    start(number, bundle) {
      const worker = fakeWorker(number, bundle);
      workers.push(worker);
      return worker;
    },
    notice: { end: 0, takeOver: 0 },
    patience: { open: 60_000, listen: 60_000, end: 5 },
    pause: { first: 1, longest: 4 },
    tell: (line) => told.push(line),
    ...changed,
  });
  const takeOver = (bundle: Bundle, isCurrent = async () => true) => supervised.takeOver(bundle, isCurrent);
  return { supervised: { ...supervised, takeOver }, workers, told };
}

/** @param number as its primary calls it */
export function fakeWorker(number: number, bundle: Bundle): FakeWorker {
  const opened = Promise.withResolvers<Opened | undefined>();
  const ended = Promise.withResolvers<number | string>();
  const end = (how: number | string) => {
    opened.resolve(undefined);
    ended.resolve(how);
  };
  let progressed = () => {};
  const worker: FakeWorker = {
    number,
    bundle,
    opened: opened.promise,
    onProgress: (heard) => void (progressed = heard),
    progress: () => progressed(),
    ended: ended.promise,
    stopped: [],
    isKilled: false,
    isListening: false,
    noted: 0,
    async note() {
      worker.noted++;
      return true;
    },
    async listen() {
      worker.isListening = true;
      return true;
    },
    count: async () => [],
    lastCount: () => undefined,
    heard: () => 0,
    stop: (order) => void worker.stopped.push(order),
    kill() {
      worker.isKilled = true;
      end('SIGKILL');
    },
    open: (digest = digestOfBundle(bundle)) => opened.resolve({ digest, policy: undefined }),
    end,
  };
  return worker;
}

/** The how manyth worker that was started, from 0, as soon as it is. */
export async function startedWorker(workers: readonly FakeWorker[], index: number): Promise<FakeWorker> {
  await vi.waitFor(() => {
    if (workers.length <= index) throw new Error(`only ${workers.length} were started`);
  }, patience);
  return workers[index] as FakeWorker;
}

/** Lets those from one to before another open, each as soon as it is started. */
export async function openFrom(workers: readonly FakeWorker[], from: number, until: number): Promise<void> {
  for (let index = from; index < until; index++) (await startedWorker(workers, index)).open();
}

/** Two that serve a bundle. */
export async function twoServing(bundle: Bundle, changed?: Parameters<typeof superviseFakes>[0]) {
  const fakes = superviseFakes(changed);
  const served = fakes.supervised.takeOver(bundle);
  await openFrom(fakes.workers, 0, 2);
  expect(await served).toBe(true);
  return fakes;
}
