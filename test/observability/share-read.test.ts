import { expect, test } from 'vitest';
import { shareRead } from '../../gateway/observability/share-read.ts';

/** Readings that the test ends. */
function readings() {
  const all: PromiseWithResolvers<number>[] = [];
  return {
    all,
    read() {
      const reading = Promise.withResolvers<number>();
      all.push(reading);
      return reading.promise;
    },
  };
}

test('all who ask while it is read are told what was read once', async () => {
  const { all, read } = readings();
  const shared = shareRead(read);
  const told = Array.from({ length: 400 }, shared);
  expect(all).toHaveLength(1);
  all[0]?.resolve(7);
  expect(new Set(await Promise.all(told))).toEqual(new Set([7]));
});

test('what was read is kept for as long as it was said to be, and no longer', async () => {
  const { all, read } = readings();
  let now = 0;
  const shared = shareRead(read, { keep: 1_000, now: () => now });
  const first = shared();
  all[0]?.resolve(1);
  expect(await first).toBe(1);
  now = 999;
  expect(await shared()).toBe(1);
  now = 1_000;
  const next = shared();
  all[1]?.resolve(2);
  expect(await next).toBe(2);
});

test('without being kept it is read anew by whoever asks after it ended', async () => {
  const { all, read } = readings();
  const shared = shareRead(read);
  const first = shared();
  all[0]?.resolve(1);
  await first;
  void shared();
  expect(all).toHaveLength(2);
});

test('a reading that failed is told to all who waited, and is not kept', async () => {
  const { all, read } = readings();
  const shared = shareRead(read, { keep: 1_000, now: () => 0 });
  const told = [shared(), shared()];
  all[0]?.reject(new Error('away'));
  expect(await Promise.allSettled(told)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  const next = shared();
  all[1]?.resolve(2);
  expect(await next).toBe(2);
});
