import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { workerVariable, type Beginning } from '../../gateway/workers/worker-messages.ts';
import { watchWorker } from '../../gateway/workers/worker-process.ts';
import { findWorkerSide } from '../../gateway/workers/worker-side.ts';
import { bundleOf, superviseFakes } from './fake-workers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const patience = { open: 120_000, listen: 10_000, end: 5 };

/** One worker that opens. */
async function openingWorker() {
  const { supervised, workers, told } = superviseFakes({ count: 1, patience });
  const served = supervised.takeOver(bundleOf('one'));
  await vi.advanceTimersByTimeAsync(0);
  const [worker] = workers;
  if (!worker) throw new Error('none was started');
  return { worker, served, told };
}

test('a worker may open for as long as it gets on', async () => {
  const { worker, served } = await openingWorker();
  for (let minute = 1; minute < 60; minute++) {
    await vi.advanceTimersByTimeAsync(60_000);
    worker.progress();
  }
  expect(worker.isKilled).toBe(false);
  worker.open();
  expect(await served).toBe(true);
  // What it says late begins no time anew that is over.
  worker.progress();
  await vi.advanceTimersByTimeAsync(2 * patience.open);
  expect(worker.isKilled).toBe(false);
});

test('a worker that gets on no more while it opens is ended two minutes later, and that is told', async () => {
  const { worker, served, told } = await openingWorker();
  await vi.advanceTimersByTimeAsync(100_000);
  worker.progress();
  await vi.advanceTimersByTimeAsync(patience.open - 1);
  expect(worker.isKilled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(worker.isKilled).toBe(true);
  expect(await served).toBe(false);
  expect(told[0]).toBe('Worker 1 has not got on with opening for 120 s: it is ended.');
});

test('a primary hears of progress once a second, however often its worker gets on', async () => {
  const inPrimary = new EventEmitter();
  const inWorker = new EventEmitter();
  const send = (to: EventEmitter) => (message: unknown) => to.emit('message', structuredClone(message));
  const kill = vi.fn<() => void>();
  const child = Object.assign(inPrimary, { connected: true, send: send(inWorker), kill });
  const worker = watchWorker(child as unknown as ChildProcess, 1, {} as Beginning, async () => undefined);
  const heard = vi.fn<() => void>();
  worker.onProgress(heard);
  const channel = Object.assign(inWorker, { connected: true, send: send(inPrimary) });
  const env = { [workerVariable]: '1' };
  const side = findWorkerSide({ env }, channel as unknown as NodeJS.Process);
  for (let second = 1; second <= 3; second++) {
    for (let line = 0; line < 1_000; line++) side?.onProgress();
    expect(heard).toHaveBeenCalledTimes(second);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(kill).not.toHaveBeenCalled();
});
