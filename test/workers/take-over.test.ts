import { expect, test, vi } from 'vitest';
import {
  bundleOf,
  fakeWorker,
  openFrom,
  patience,
  startedWorker,
  superviseFakes,
  twoServing,
  type FakeWorker,
} from './fake-workers.ts';

const [one, two] = [bundleOf('one'), bundleOf('two')];

test('what was changed again while new workers opened is neither served nor noted', async () => {
  const { supervised, workers, told } = await twoServing(one);
  const served = supervised.takeOver(two, async () => false);
  await openFrom(workers, 2, 4);
  expect(await served).toBe(false);
  expect(workers.slice(2)).toMatchObject([
    { noted: 0, isListening: false },
    { noted: 0, isListening: false },
  ]);
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([]);
  expect(told).toEqual([
    'What decides was changed again while the new workers opened: those that run go on.',
  ]);
});

test('what was changed while the first workers opened is served by nobody, which is told', async () => {
  const { supervised, workers, told } = superviseFakes();
  const served = supervised.takeOver(one, async () => false);
  await openFrom(workers, 0, 2);
  expect(await served).toBe(false);
  expect(workers.map(({ isListening }) => isListening)).toEqual([false, false]);
  expect(told).toEqual(['What decides was changed again while the new workers opened.']);
});

test('the store notes what is served once, before anybody accepts', async () => {
  const { supervised, workers } = superviseFakes();
  const noting = Promise.withResolvers<boolean>();
  const served = supervised.takeOver(one);
  const first = await startedWorker(workers, 0);
  const isAsked = Promise.withResolvers<void>();
  first.note = () => (isAsked.resolve(), noting.promise);
  await openFrom(workers, 0, 2);
  await isAsked.promise;
  expect(workers.map(({ isListening }) => isListening)).toEqual([false, false]);
  noting.resolve(true);
  expect(await served).toBe(true);
  expect(workers.map(({ isListening, noted }) => [isListening, noted])).toEqual([
    [true, 0],
    [true, 0],
  ]);
});

test('the new ones serve from the first that accepts on, and what is missing is started', async () => {
  const { supervised, workers } = await twoServing(one);
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 3);
  const frail = await startedWorker(workers, 3);
  frail.listen = async () => {
    frail.end('SIGSEGV');
    return false;
  };
  frail.open();
  expect(await served).toBe(true);
  expect(workers.slice(0, 2).map(({ stopped }) => stopped.length)).toEqual([1, 1]);
  expect((await startedWorker(workers, 4)).bundle).toBe(two);
});

test('where no new worker accepts, the store notes again what is served', async () => {
  const { supervised, workers, told } = await twoServing(one);
  const served = supervised.takeOver(two);
  for (const index of [2, 3]) {
    const deaf = await startedWorker(workers, index);
    deaf.listen = async () => {
      deaf.end(2);
      return false;
    };
    deaf.open();
  }
  expect(await served).toBe(false);
  expect(workers.map(({ noted }) => noted)).toEqual([2, 0, 1, 0]);
  expect(workers.slice(0, 2).flatMap(({ stopped }) => stopped)).toEqual([]);
  expect(told.at(-1)).toBe('No new worker answers anybody: those that run go on.');
});

test('what the store cannot note is served by nobody', async () => {
  const { supervised, workers } = await twoServing(one);
  const served = supervised.takeOver(two);
  (await startedWorker(workers, 2)).note = async () => false;
  await openFrom(workers, 2, 4);
  expect(await served).toBe(false);
  expect(workers.slice(2).map(({ isListening }) => isListening)).toEqual([false, false]);
});

test('a worker that is started for another notes nothing: the old policy never comes on top of the new', async () => {
  const { workers } = await twoServing(one);
  workers[0]?.end('SIGSEGV');
  const next = await startedWorker(workers, 2);
  next.open();
  await vi.waitFor(() => expect(next.isListening).toBe(true), patience);
  expect(next.noted).toBe(0);
});

/** As `twoServing`, on a machine that has no process to spare while told so. */
async function shortOfProcesses() {
  const machine = { isFull: false, refused: 0 };
  const workers: FakeWorker[] = [];
  const { supervised, told } = superviseFakes({
    start(number, bundle) {
      if (machine.isFull) {
        machine.refused++;
        throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
      }
      const worker = fakeWorker(number, bundle);
      workers.push(worker);
      return worker;
    },
  });
  const served = supervised.takeOver(one);
  await openFrom(workers, 0, 2);
  expect(await served).toBe(true);
  return { supervised, workers, told, machine };
}

test('a machine without a process to spare ends neither the primary nor later renewals', async () => {
  const { supervised, workers, told, machine } = await shortOfProcesses();
  machine.isFull = true;
  expect(await supervised.takeOver(two)).toBe(false);
  expect(told.join('\n')).toContain('Worker 3 could not be started (ENOMEM)');
  machine.isFull = false;
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 4);
  expect(await served).toBe(true);
});

test('a worker that could not be started again is started when the machine has a process to spare', async () => {
  const { workers, machine } = await shortOfProcesses();
  machine.isFull = true;
  workers[0]?.end('SIGKILL');
  await vi.waitFor(() => expect(machine.refused).toBeGreaterThan(1), patience);
  machine.isFull = false;
  expect((await startedWorker(workers, 2)).bundle).toBe(one);
});

test('a worker that crashes while another is started for one before is started again at once', async () => {
  const { workers } = await twoServing(one);
  workers[0]?.end('SIGSEGV');
  await startedWorker(workers, 2);
  workers[1]?.end('SIGSEGV');
  await startedWorker(workers, 3);
  expect(workers).toHaveLength(4);
});

test('a stop leaves those that were replaced the time that they were promised', async () => {
  const { supervised, workers } = await twoServing(one, { notice: { end: 0, takeOver: 60_000 } });
  const served = supervised.takeOver(two);
  await openFrom(workers, 2, 4);
  expect(await served).toBe(true);
  const stopped = supervised.stop();
  // These have no notice, so that they are killed; the others would have been before.
  await Promise.all([workers[2]?.ended, workers[3]?.ended]);
  expect(workers.map(({ isKilled }) => isKilled)).toEqual([false, false, true, true]);
  workers[0]?.end(0);
  workers[1]?.end(0);
  await stopped;
});
