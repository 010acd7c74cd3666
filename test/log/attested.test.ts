import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TreeHead } from '../../gateway/log/month-progress.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { fileSegment, openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import { firstLine, type SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { checkKeptHeads } from '../../gateway/log/verify/check-kept-heads.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { entriesOf } from './entries.ts';
import { changing, failing, type Fault } from './failing-store.ts';
import { check } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const root = await mkdtemp(join(tmpdir(), 'attested-'));
const { key, keys } = await makeLogKeys();
afterAll(() => rm(root, { recursive: true }));

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

let sent: string[];
let told: string[];
let folder: string;
beforeEach(async () => {
  [sent, told] = [[], []];
  folder = await mkdtemp(join(root, 'each-'));
});

function open(segment: SegmentWriter, attestEvery = 3_600_000) {
  const onHead = (head: string) => void sent.push(head);
  return openSegmentLog(segment, {
    key,
    headEvery: 60_000,
    attestEvery,
    onHead,
    tell: (line) => void told.push(line),
  });
}

function headIn(jws: string): TreeHead {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as TreeHead;
}

const storedHeads = async () =>
  (await readFile(join(folder, 'g1', '2026-08.heads'), 'utf8')).split('\n').filter(Boolean);

test('a gateway that lives and writes nothing tells witnesses so, again and again, and its log does not grow', async () => {
  const log = await open(await openFileSegment(folder, 'g1'), 5);
  await Promise.all(entriesOf('2026-08', 3).map((entry) => log.append(entry)));
  await log.seal();
  await expect.poll(() => sent.length).toBeGreaterThan(4);
  await log.close();
  const [first, ...others] = sent.map(headIn);
  for (const { at, end: _, ...state } of others) {
    expect({ ...state, at: first?.at }).toEqual(first);
    expect(at >= (first?.at ?? '')).toBe(true);
  }
  expect(await storedHeads()).toEqual([sent[0]]);
  expect(await check(fileSegment(folder, 'g1'))).toMatchObject({ entries: 3, heads: 1, unsealed: 0 });
  await checkKeptHeads([fileSegment(folder, 'g1')], sent, async () => keys);
});

test('the last word of a gateway that ends in good order says so, and a start that it is back', async () => {
  const log = await open(await openFileSegment(folder, 'g1'));
  await Promise.all(entriesOf('2026-08', 2).map((entry) => log.append(entry)));
  await log.close();
  expect(sent.map((head) => headIn(head).end)).toEqual([undefined, true]);
  // One that never serves says nothing: it is not the one that lives.
  await (await open(await openFileSegment(folder, 'g1'))).close();
  expect(sent).toHaveLength(2);
  const again = await open(await openFileSegment(folder, 'g1'));
  again.takeOver?.();
  await expect.poll(() => sent.map((head) => headIn(head).end)).toEqual([undefined, true, undefined]);
  await again.close();
  expect(headIn(sent[3] ?? '').end).toBe(true);
  expect(await storedHeads()).toHaveLength(1);
});

test('a gateway whose log is gone, or is written by another, attests nothing of it', async () => {
  const log = await open(await openFileSegment(folder, 'g1'));
  await Promise.all(entriesOf('2026-08', 2).map((entry) => log.append(entry)));
  await log.seal();
  const file = join(folder, 'g1', '2026-08.jsonl');
  await rename(file, `${file}.away`);
  await log.close();
  expect(sent).toHaveLength(1);
  expect(told).toEqual([expect.stringContaining('no head could be signed')]);

  const store = await openStore({ uri: 'memory:' });
  const older = await open(await openStoreSegment(store, 'g2'));
  await Promise.all(entriesOf('2026-08', 2).map((entry) => older.append(entry)));
  await older.seal();
  sent = [];
  const newer = await open(await openStoreSegment(store, 'g2'));
  newer.takeOver?.();
  await expect.poll(() => sent).toHaveLength(1);
  await older.close();
  expect(sent).toHaveLength(1);
  await newer.close();
  await store.close();
});

test('a head that was signed though nothing was written shows a log that was written anew, as any other', async () => {
  const written = async (log: string, count: number) => {
    const opened = await open(await openFileSegment(join(folder, log), 'g1'));
    await Promise.all(entriesOf('2026-08', count).map((entry) => opened.append(entry)));
    await opened.close();
  };
  await written('true', 3);
  const attested = sent.filter((head) => headIn(head).end);
  await written('anew', 4);
  const find = (log: string) =>
    checkKeptHeads([fileSegment(join(folder, log), 'g1')], attested, async () => keys);
  await find('true');
  await expect(find('anew')).rejects.toThrow('kept head 1: the log has no such head; it covered 3 entries');
  // One that says the same, and is signed by nobody, does not stand in for it.
  const path = join(folder, 'true', 'g1', '2026-08.heads');
  const stored = await readFile(path, 'utf8');
  await writeFile(path, stored.replace(/\.[^.]+$/, `.${'A'.repeat(86)}\n`));
  await expect(find('true')).rejects.toThrow('the log has no such head');
});

test('the hour is counted from the last head, and one that could not be attested is tried again soon', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let fault: Fault | undefined;
  const store = await openStore({ uri: 'memory:' });
  const log = await open(
    await openStoreSegment(
      failing(store, () => fault),
      'g3',
    ),
    3_600_000,
  );
  const [first, second] = entriesOf('2026-08', 2);
  /** What was begun before is done when this is. */
  const passed = async (minutes: number) => {
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
    await log.seal().catch(() => undefined);
    return sent.length;
  };
  if (first) await log.append(first);
  expect(await passed(0)).toBe(1);
  await vi.advanceTimersByTimeAsync(40 * 60_000);
  if (second) await log.append(second);
  expect(await passed(0)).toBe(2);
  expect(await passed(59)).toBe(2);
  fault = 'before';
  expect(await passed(2)).toBe(2);
  fault = undefined;
  expect(await passed(2)).toBe(3);
  await log.close();
  await store.close();
});

test('a head whose answer was lost is sent to witnesses as it stands in the log', async () => {
  let second = 0;
  vi.spyOn(Temporal.Now, 'instant').mockImplementation(() =>
    Temporal.Instant.from('2026-08-01T00:00:00Z').add({ seconds: ++second }),
  );
  let fault: Fault | undefined;
  const store = await openStore({ uri: 'memory:' });
  const segment = await openStoreSegment(
    failing(store, () => fault),
    'g4',
  );
  const log = await open(segment);
  for (const entry of entriesOf('2026-08', 1)) await log.append(entry);
  fault = 'after';
  await expect(log.seal()).rejects.toThrow('was lost');
  fault = undefined;
  await log.seal();
  const stored = await firstLine(segment.heads('2026-08'));
  expect(sent).toEqual([Buffer.from(stored?.bytes ?? []).toString()]);
  await log.close();
  await store.close();
});

test('a gateway whose entries are gone from its store is not ready, and attests nothing', async () => {
  const store = await openStore({ uri: 'memory:' });
  const segment = await openStoreSegment(store, 'g5');
  const log = await open(segment);
  await Promise.all(entriesOf('2026-08', 2).map((entry) => log.append(entry)));
  await log.seal();
  await log.check();
  await segment.erase('2026-08');
  await expect(log.check()).rejects.toThrow('the disclosure log cannot be written');
  await log.close();
  expect(sent).toHaveLength(1);
  expect(told.join()).toContain('entries that were written are gone from 2026-08');
  await store.close();
});

test('the last word of a gateway never comes after another one of its name took over', async () => {
  const store = await openStore({ uri: 'memory:' });
  const segment = await openStoreSegment(store, 'g6');
  const [first, second] = entriesOf('2026-08', 2);
  let takeOver = async () => {};
  const log = await open({
    ...segment,
    async probe(next) {
      await segment.probe(next);
      await takeOver();
    },
  });
  if (first) await log.append(first);
  await log.seal();
  const newer = await open(await openStoreSegment(store, 'g6'));
  takeOver = async () => {
    if (second) await newer.append(second);
  };
  await log.close();
  expect(sent).toHaveLength(1);
  await newer.close();
  await store.close();
});

test('heads that failed for long are signed in time again as soon as entries are written', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const store = await openStore({ uri: 'memory:' });
  let isAway = true;
  const inner = changing(store, (real, name) => ({
    insert: (doc) =>
      isAway && name === 'disclosureHeads' ? Promise.reject(new Error('away')) : real.insert(doc),
  }));
  const log = await openSegmentLog(await openStoreSegment(inner, 'g7'), {
    key,
    headEvery: 1_000,
    onHead: (head) => void sent.push(head),
    tell: (line) => void told.push(line),
  });
  const [first, second] = entriesOf('2026-08', 2);
  if (first) await log.append(first);
  for (const failures of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(2 ** (failures - 1) * 1_000);
    await vi.waitUntil(() => told.length === failures);
  }
  isAway = false;
  if (second) await log.append(second);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitUntil(() => sent.length === 1);
  await log.close();
  expect(sent.map((head) => headIn(head).size)).toEqual([2, 2]);
  await store.close();
});
