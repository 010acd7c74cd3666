import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { refusal } from '../../gateway/http/refusal.ts';
import { recordAnswers } from '../../gateway/log/record-answers.ts';
import { recordRefusals } from '../../gateway/log/record-refusals.ts';
import { openSegmentLog, type SegmentLog } from '../../gateway/log/segment-log.ts';
import { openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import type { SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { entriesOf, entryAt } from './entries.ts';
import { readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const { key } = await makeLogKeys();
const late = new Error('The log did not answer in time.');
let folder: string;
let segment: SegmentWriter;
let log: SegmentLog;
let told: string[];
/** Resolves when a write of the log has begun; from then on the disk says nothing until it is woken. */
let begun: PromiseWithResolvers<void>;
let woken: PromiseWithResolvers<void>;
let probes: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stalled-'));
  segment = await openFileSegment(folder, 'g1');
  told = [];
  begun = Promise.withResolvers();
  woken = Promise.withResolvers();
  probes = 0;
  const stalled: SegmentWriter = {
    ...segment,
    async write(...group) {
      begun.resolve();
      await woken.promise;
      return segment.write(...group);
    },
    async probe(next) {
      probes += 1;
      await woken.promise;
      await segment.probe(next);
    },
  };
  log = await openSegmentLog(stalled, { key, tell: (line) => told.push(line) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  woken.resolve();
  await log.close();
  await segment.close();
  await rm(folder, { recursive: true });
});

const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);
const outcomes = async (all: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(all)).map(({ status }) => status);

test('of those who were told that the log does not answer only what was being written is in it', async () => {
  const until = performance.now() + 20_000;
  const writing = log.append(entry('being written'), until);
  await begun.promise;
  const waiting = ['a', 'b'].map((id) => log.append(entry(id), until));
  const patient = log.append(entry('patient'), until + 20_000);
  const all = Promise.allSettled([writing, ...waiting]);
  await vi.advanceTimersByTimeAsync(20_200);
  expect(await all).toEqual(Array.from({ length: 3 }, () => ({ status: 'rejected', reason: late })));
  woken.resolve();
  await patient;
  expect((await readAll(segment)).map(({ entry: { requestId } }) => requestId)).toEqual([
    'being written',
    'patient',
  ]);
});

test('an entry whose time ends while it waits for its turn is not begun, though nobody has looked yet', async () => {
  const checked = log.check();
  const over = outcomes([log.append(entry('over'), performance.now())]);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 1_001);
  woken.resolve();
  await checked;
  expect(await over).toEqual(['rejected']);
  vi.mocked(performance.now).mockRestore();
  expect(await readAll(segment)).toEqual([]);
});

test('what is ready at the last moment is given a second', async () => {
  const appended = outcomes([log.append(entry('a'), performance.now() - 5_000)]);
  await begun.promise;
  await vi.advanceTimersByTimeAsync(900);
  woken.resolve();
  expect(await appended).toEqual(['fulfilled']);
});

test('nothing looks after those who wait once nobody does', async () => {
  woken.resolve();
  await log.append(entry('a'), performance.now() + 20_000);
  await log.seal();
  await vi.advanceTimersByTimeAsync(200);
  expect(vi.getTimerCount()).toBe(0);
});

test('where too many entries wait, a further one is refused at once, and takes no memory', async () => {
  void log.check();
  const appended = outcomes(entriesOf('2026-08', 10_000).map((each) => log.append(each)));
  await expect(log.append(entry('too many'))).rejects.toThrow('Too many entries wait for the log.');
  woken.resolve();
  expect(new Set(await appended)).toEqual(new Set(['fulfilled']));
  await log.append(entry('after it'));
});

test('where entries of too many characters wait, a further one is refused at once', async () => {
  void log.check();
  const long = (id: string): typeof base => ({ ...base, requestId: id.repeat(3_900_000) });
  const base = entry('');
  const until = performance.now() + 20_000;
  const waiting = outcomes([...'0123456789'].map((id) => log.append(long(id), until)));
  await expect(log.append(long('d'), until)).rejects.toThrow('Too many entries wait for the log.');
  await vi.advanceTimersByTimeAsync(20_200);
  expect(await waiting).toEqual(Array.from('0123456789', () => 'rejected'));
  const next = outcomes(['e', 'f'].map((id) => log.append(long(id))));
  woken.resolve();
  expect(await next).toEqual(['fulfilled', 'fulfilled']);
  // What is written waits no more.
  expect(await outcomes(['g', 'h'].map((id) => log.append(long(id))))).toEqual(['fulfilled', 'fulfilled']);
});

test('an entry that is too large to be read again is refused alone', async () => {
  woken.resolve();
  const tooLarge = { ...entry(''), requestId: 'x'.repeat(4_000_001) };
  expect(await outcomes([log.append(tooLarge), log.append(entry('behind it'))])).toEqual([
    'rejected',
    'fulfilled',
  ]);
});

test('all who ask at once whether the log can be written share one try, each as long as they wait', async () => {
  const until = performance.now() + 20_000;
  const impatient = outcomes([log.check(until), log.check(until)]);
  const patient = [log.check(), log.check(until + 20_000)];
  await vi.advanceTimersByTimeAsync(20_200);
  expect(await impatient).toEqual(['rejected', 'rejected']);
  expect(probes).toBe(1);
  woken.resolve();
  expect(await outcomes(patient)).toEqual(['fulfilled', 'fulfilled']);
  await log.check();
  expect(probes).toBe(2);
});

test('the entry of an answer, and of a refusal, is waited for until the deadline of its request', async () => {
  const until = performance.now() + 20_000;
  const facts = anonymousFacts('2026-08-01');
  const measured = createGatewayMetrics().measured(log);
  const record = recordAnswers(
    measured,
    () => 'v',
    () => ({ under: () => [], against: () => [] }),
  );
  const answered = { kind: 'mutation', disclosures: [], denials: [], result: { data: {} } };
  const context = { facts, requestId: 'r', until };
  const { record: refuse } = recordRefusals(
    measured,
    () => {},
    () => undefined,
  );
  const all = outcomes([
    record(answered as never, { digest: 'd', name: undefined } as never, context as never),
    refuse(
      refusal('PURPOSE_NOT_ALLOWED'),
      { client: 'c', actor: 'a', roles: new Set() } as never,
      {
        distinctHeaders: () => ({}),
        context,
      } as never,
    ),
  ]);
  await vi.advanceTimersByTimeAsync(20_200);
  expect(await all).toEqual(['rejected', 'fulfilled']);
});

test('whoever stops waits for no disk that does not answer, and says what was not confirmed', async () => {
  const writing = log.append(entry('a'));
  await begun.promise;
  const appended = outcomes([writing, log.append(entry('b'))]);
  const closed = log.close();
  await vi.advanceTimersByTimeAsync(5_001);
  await closed;
  expect(told).toEqual([expect.stringContaining('2 entries were not confirmed')]);
  woken.resolve();
  expect(await appended).toEqual(['fulfilled', 'fulfilled']);
});
