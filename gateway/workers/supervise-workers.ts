import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { listening } from '../overload/open-doors.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What workers are kept with. */
export interface Supervision {
  readonly count: number;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Starts one. @param number is its own among those that run */
  readonly start: (number: number) => WorkerProcess;
  /** Milliseconds that workers go on answering, so that whoever sends requests learns of it: at the end of all, and when others take over. */
  readonly notice: { readonly end: number; readonly renewal: number };
  /** Is told a line about everything that the operator should know. */
  readonly tell: (line: string) => void;
}

/** Workers that answer on one port. */
export interface Supervised {
  /** Without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** New workers take the place of those that run; these finish what is under way. @returns whether they did: nothing changes where one of the new ones does not start */
  renew(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A worker that ended is not started again sooner; milliseconds. */
const restartPause = 1_000;

/**
 * Keeps so many workers, and hands connections out to them in turn. The primary accepts: it has nothing else to do, and a
 * worker that ends takes no connection along that waits to be accepted.
 *
 * @param all the workers that run now, for whoever asks them; filled here
 * @returns undefined when a worker does not start: it has said why
 * @throws Error when the address cannot be listened on
 */
export async function superviseWorkers(
  { count, host, port, start, notice, tell }: Supervision,
  all: Set<WorkerProcess>,
): Promise<Supervised | undefined> {
  let serving: WorkerProcess[] = [];
  const state = { isStopping: false };
  let renewing: Promise<unknown> = Promise.resolve();

  function launch(): WorkerProcess {
    const taken = new Set(Array.from(all, ({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    const worker = start(number);
    all.add(worker);
    void worker.ended.then((end) => lost(worker, end));
    return worker;
  }

  async function lost(worker: WorkerProcess, end: number | string): Promise<void> {
    all.delete(worker);
    if (!serving.includes(worker)) return;
    serving = serving.filter((one) => one !== worker);
    while (!state.isStopping && serving.length < count) {
      tell(`Worker ${worker.number} ended (${end}): another is started.`);
      await setTimeout(restartPause);
      const [next] = state.isStopping || serving.length >= count ? [] : await launchAll(1);
      if (next) serving.push(next);
    }
  }

  /** So many that are ready; none when one of them is not. */
  async function launchAll(many: number): Promise<readonly WorkerProcess[]> {
    const started = Array.from({ length: many }, launch);
    const areReady = await Promise.all(started.map(({ ready }) => ready));
    if (areReady.every(Boolean)) return started;
    for (const worker of started) worker.stop(0);
    return [];
  }

  serving = [...(await launchAll(count))];
  if (serving.length === 0) return undefined;
  const server = createServer({ pauseOnConnect: true });
  server.on('connection', (socket) => {
    const next = serving.shift();
    if (!next) {
      socket.destroy();
      return;
    }
    serving.push(next);
    next.take(socket);
  });
  const stopAll = async (workers: readonly WorkerProcess[], milliseconds: number) => {
    for (const worker of workers) worker.stop(milliseconds);
    await Promise.all(workers.map(({ ended }) => ended));
  };
  try {
    await once(server.listen({ host, port, backlog: listening.backlog }), 'listening');
  } catch (error) {
    state.isStopping = true;
    await stopAll(serving, 0);
    throw error;
  }
  async function replace(): Promise<boolean> {
    if (state.isStopping) return false;
    const fresh = await launchAll(count);
    if (fresh.length === 0) {
      tell('The new workers did not start: those that run go on.');
      return false;
    }
    const old = serving;
    serving = [...fresh];
    await stopAll(old, notice.renewal);
    return true;
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    renew() {
      const renewed = renewing.then(replace);
      renewing = renewed;
      return renewed;
    },
    async stop() {
      state.isStopping = true;
      const ended = stopAll([...all], notice.end);
      await setTimeout(notice.end);
      server.close();
      await ended;
    },
  };
}
