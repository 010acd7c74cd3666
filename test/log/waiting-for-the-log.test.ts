import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { refusal } from '../../gateway/http/refusal.ts';
import { recordAnswers } from '../../gateway/log/record-answers.ts';
import { recordRefusals } from '../../gateway/log/record-refusals.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import { within } from '../../gateway/log/within.ts';
import { entryAt } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';

const never = new Promise<void>(() => undefined);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('nobody waits for the log longer than for their request', async () => {
  const waited = Promise.allSettled([within(performance.now() + 20_000, never)]);
  await vi.advanceTimersByTimeAsync(20_001);
  expect(await waited).toEqual([
    { status: 'rejected', reason: new Error('The log did not answer in time.') },
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test('the entry of an answer, and of a refusal, is waited for until the deadline of its request', async () => {
  const log = { append: () => never, check: () => never, close: () => never };
  const until = performance.now() + 20_000;
  const facts = anonymousFacts('2026-08-01');
  const record = recordAnswers(
    log,
    () => 'v',
    () => ({ under: () => [], against: () => [] }),
  );
  const answered = { kind: 'mutation', disclosures: [], denials: [], result: { data: {} } };
  const context = { facts, requestId: 'r', until };
  const refuse = recordRefusals(
    log,
    () => {},
    () => undefined,
  );
  const all = Promise.allSettled([
    record(answered as never, { digest: 'd', name: undefined } as never, context as never),
    refuse(
      refusal('PURPOSE_NOT_ALLOWED'),
      { client: 'c', actor: 'a', roles: new Set() } as never,
      {
        distinctHeaders: {},
        context,
      } as never,
    ),
  ]);
  await vi.advanceTimersByTimeAsync(20_001);
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('what is durable in time is no matter of time, and what fails says why', async () => {
  await within(performance.now() - 5_000, Promise.resolve());
  await expect(within(performance.now(), Promise.reject(new Error('no space')))).rejects.toThrow('no space');
  expect(vi.getTimerCount()).toBe(0);
});

test('whoever stops waits for no disk that does not answer, and says what was not confirmed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stalled-'));
  const segment = await openFileSegment(folder, 'g1');
  const { key } = await makeLogKeys();
  const told: string[] = [];
  const begun = Promise.withResolvers<void>();
  const stalled: typeof segment = {
    ...segment,
    write() {
      begun.resolve();
      return never;
    },
  };
  const log = await openSegmentLog(stalled, { key, tell: (line) => told.push(line) });
  void log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
  await begun.promise;
  void log.append(entryAt('2026-08-01T00:00:01.000Z', 'b'));
  const closed = log.close();
  await vi.advanceTimersByTimeAsync(5_001);
  await closed;
  expect(told).toEqual([expect.stringContaining('2 entries were not confirmed')]);
  await segment.close();
  await rm(folder, { recursive: true });
});
