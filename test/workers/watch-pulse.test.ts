import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchPulse } from '../../gateway/workers/watch-pulse.ts';
import { bundleOf, fakeWorker, type FakeWorker } from './fake-workers.ts';

const terms = { every: 10_000, late: 1_000, patience: 6 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that is watched by a primary whose timers can be late. */
function watched() {
  const state = { heard: 0, questions: 0, answers: true, stalled: 0 };
  const worker: FakeWorker = Object.assign(fakeWorker(1, bundleOf('one')), {
    heard: () => state.heard,
    count: async () => {
      state.questions++;
      if (!state.answers) throw new Error('late');
      state.heard++;
      return [];
    },
  });
  const told: string[] = [];
  const watching = watchPulse(
    worker,
    terms,
    (line) => told.push(line),
    () => Date.now() + state.stalled,
  );
  return { state, worker, told, watching };
}

const rounds = (count: number) => vi.advanceTimersByTimeAsync(count * terms.every);

test('a worker that answers none of six questions in a row is ended, and not before', async () => {
  const { state, worker, told, watching } = watched();
  await rounds(3);
  state.answers = false;
  // The fourth was asked as the third was heard.
  await rounds(6);
  expect(worker.isKilled).toBe(false);
  await rounds(1);
  expect(worker.isKilled).toBe(true);
  expect(told).toEqual(['Worker 1 has said nothing to 6 questions in 60 s: it is ended.']);
  await watching;
});

test('anything that is heard of a worker is a sign of life, although its count comes too late', async () => {
  const { state, worker } = watched();
  state.answers = false;
  for (let i = 0; i < 20; i++) {
    await rounds(1);
    if (i % 5 === 0) state.heard++;
  }
  expect(worker.isKilled).toBe(false);
});

test('a primary that was stopped for minutes ends no worker, however few it has heard when its timers run', async () => {
  const { state, worker } = watched();
  state.answers = false;
  await rounds(5);
  state.stalled += 300_000;
  await rounds(6);
  expect(worker.isKilled).toBe(false);
  // From then on it counts anew.
  await rounds(1);
  expect(worker.isKilled).toBe(true);
});

test('a worker that has ended is asked no more', async () => {
  const { state, worker, watching } = watched();
  await rounds(2);
  worker.end(0);
  await watching;
  const { questions } = state;
  await rounds(10);
  expect(state.questions).toBe(questions);
  expect(worker.isKilled).toBe(false);
});
