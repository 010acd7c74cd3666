import { expect, test, vi } from 'vitest';
import { bundleOf, openFrom, startedWorker, superviseFakes, patience, twoServing } from './fake-workers.ts';

const [one, two] = [bundleOf('one'), bundleOf('two')];

test('no worker accepts anybody before all of them could answer', async () => {
  const { supervised, workers } = superviseFakes();
  const served = supervised.takeOver(one);
  await openFrom(workers, 0, 1);
  await startedWorker(workers, 1);
  expect(workers.map(({ isListening }) => isListening)).toEqual([false, false]);
  workers[1]?.open();
  expect(await served).toBe(true);
  expect(workers.map(({ isListening }) => isListening)).toEqual([true, true]);
});

test('one alone finds out whether a bundle is good, and those that run go on where it is not', async () => {
  const { supervised, workers, told } = await twoServing(one);
  const served = supervised.takeOver(two);
  (await startedWorker(workers, 2)).end(2);
  expect(await served).toBe(false);
  expect(workers).toHaveLength(3);
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([]);
  expect(told).toEqual(['The new workers did not start: those that run go on.']);
});

test('the old are told to let nobody in when all of the new do', async () => {
  const { supervised, workers } = await twoServing(one, { notice: { end: 0, takeOver: 7 } });
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 3);
  await startedWorker(workers, 3);
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([]);
  workers[3]?.open();
  expect(await served).toBe(true);
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([
    { notice: 7, isReplaced: true },
    { notice: 7, isReplaced: true },
  ]);
});

test('a crashed worker is started again with the bundle that is served', async () => {
  const { workers } = await twoServing(one);
  workers[0]?.end('SIGSEGV');
  const next = await startedWorker(workers, 2);
  expect(next.bundle).toBe(one);
  next.open();
  await vi.waitFor(() => expect(next.isListening).toBe(true), patience);
});

test('a worker that serves something else than it was given is ended, and nothing is taken over', async () => {
  const { supervised, workers, told } = await twoServing(one);
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 3);
  (await startedWorker(workers, 3)).open('another');
  expect(await served).toBe(false);
  expect(workers[3]?.isKilled).toBe(true);
  expect(workers[2]).toMatchObject({ isListening: false, stopped: [{ notice: 0, isReplaced: true }] });
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([]);
  expect(told.join('\n')).toContain('serves something else');
});

test('a worker that starts for one that crashed is ended when others take over meanwhile', async () => {
  const { supervised, workers } = await twoServing(one);
  workers[0]?.end('SIGSEGV');
  const late = await startedWorker(workers, 2);
  const served = supervised.takeOver(two);
  await openFrom(workers, 3, 5);
  expect(await served).toBe(true);
  expect(late.isKilled).toBe(true);
  workers[1]?.end(0);
  const third = supervised.takeOver(one);
  await openFrom(workers, 5, 7);
  expect(await third).toBe(true);
  expect(workers).toHaveLength(7);
});

test('the next take-over waits until those before have ended, who are killed when they do not', async () => {
  const { supervised, workers } = await twoServing(one, {
    patience: { open: 60_000, listen: 60_000, end: 20 },
  });
  const first = supervised.takeOver(two);
  await openFrom(workers, 2, 4);
  expect(await first).toBe(true);
  const next = supervised.takeOver(one);
  await startedWorker(workers, 4);
  expect(workers.slice(0, 2).map(({ isKilled }) => isKilled)).toEqual([true, true]);
  await openFrom(workers, 4, 6);
  expect(await next).toBe(true);
});

test('a worker that never opens is killed, and so is one that never accepts', async () => {
  const { supervised, workers } = superviseFakes({ patience: { open: 5, listen: 5, end: 5 } });
  expect(await supervised.takeOver(one)).toBe(false);
  expect(workers.map(({ isKilled }) => isKilled)).toEqual([true]);

  const deaf = superviseFakes({ count: 1, patience: { open: 60_000, listen: 5, end: 5 } });
  const served = deaf.supervised.takeOver(one);
  const worker = await startedWorker(deaf.workers, 0);
  worker.listen = () => worker.ended.then(() => false);
  worker.open();
  expect(await served).toBe(false);
  expect(worker.isKilled).toBe(true);
});

test('new workers of which one has ended while another opened do not take over', async () => {
  const { supervised, workers } = await twoServing(one);
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 3);
  const last = await startedWorker(workers, 3);
  workers[2]?.end('SIGSEGV');
  await workers[2]?.ended;
  last.open();
  expect(await served).toBe(false);
  expect(workers[0]?.stopped).toEqual([]);
});

test('a new worker that ends as it begins to accept is started again', async () => {
  const { supervised, workers } = await twoServing(one);
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 3);
  const frail = await startedWorker(workers, 3);
  frail.listen = async () => {
    frail.end('SIGSEGV');
    return true;
  };
  frail.open();
  expect(await served).toBe(true);
  expect((await startedWorker(workers, 4)).bundle).toBe(two);
});

test('a stop while the first workers open ends them all, and starts none', async () => {
  const { supervised, workers } = superviseFakes();
  const served = supervised.takeOver(one);
  const first = await startedWorker(workers, 0);
  await supervised.stop();
  expect(await served).toBe(false);
  expect(first.isKilled).toBe(true);
  expect(await supervised.takeOver(two)).toBe(false);
  expect(workers).toHaveLength(1);
});

test('a stop does not wait for a worker that would be started later', async () => {
  const { supervised, workers } = await twoServing(one, { pause: { first: 60_000, longest: 60_000 } });
  workers[0]?.end('SIGSEGV');
  await workers[0]?.ended;
  const stopped = supervised.stop();
  workers[1]?.end(0);
  await stopped;
  expect(workers[1]?.stopped).toEqual([{ notice: 0, isReplaced: false }]);
  expect(workers).toHaveLength(2);
});

test('a worker that ends again and again is started ever more seldom', async () => {
  const { supervised, workers } = superviseFakes({ count: 1, pause: { first: 5, longest: 60_000 } });
  const served = supervised.takeOver(one);
  await openFrom(workers, 0, 1);
  expect(await served).toBe(true);
  const rests: number[] = [];
  for (let next = 1; next < 5; next++) {
    const before = performance.now();
    workers[next - 1]?.end(1);
    const worker = await startedWorker(workers, next);
    rests.push(performance.now() - before);
    // Whether or not it could answer in between.
    if (next === 2) worker.open();
  }
  // Each may be late, and none is early.
  expect(rests.map((rest, index) => rest > ([4, 9, 19, 39][index] ?? 0))).toEqual([true, true, true, true]);
  await supervised.stop();
});
