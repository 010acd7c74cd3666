import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLogIndex } from '../../gateway/log/index/log-index.ts';
import { verifyReceipt } from '../../gateway/log/receipt.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { fileSegments, openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import type { ArchivableSegment, SegmentReader, SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment, storeSegments } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { entriesOf, entryAt } from '../log/entries.ts';
import { makeLogKeys } from '../log/log-keys.ts';

const { key, keys } = await makeLogKeys();

function missing(): never {
  throw new Error('The index has no such entry.');
}

interface Place {
  open(gateway: string): Promise<SegmentWriter>;
  segments(): Promise<readonly SegmentReader[]>;
}

const places: readonly (readonly [string, (folder: string, store: Store) => Place])[] = [
  [
    'files',
    (folder) => ({ open: (name) => openFileSegment(folder, name), segments: () => fileSegments(folder) }),
  ],
  [
    'a store',
    (_folder, store) => ({
      open: (name) => openStoreSegment(store, name),
      segments: () => storeSegments(store),
    }),
  ],
];

describe.each(places)('the index over a log in %s', (_name, placeIn) => {
  let folder: string;
  let store: Store;
  let kept: Store;
  let place: Place;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-index-'));
    store = await openStore({ uri: 'memory:' });
    kept = await openStore({ uri: 'memory:' });
    place = placeIn(folder, store);
  });
  afterEach(async () => {
    await Promise.all([store.close(), kept.close()]);
    await rm(folder, { recursive: true });
  });

  const openLog = async (gateway: string) =>
    openSegmentLog(await place.open(gateway), { key, tell: () => {}, headEvery: 60_000 });
  const bySubject = { index: 'bySubject', equals: ['s1'], limit: 10_000 };

  test('finds the entries of all gateways, those too that were written since', async () => {
    const [one, other] = [await openLog('g1'), await openLog('g2')];
    const index = await openLogIndex(kept, place.segments);
    for (const entry of entriesOf('2026-08', 5)) await one.append(entry);
    await other.append(entryAt('2026-08-01T00:00:02.500Z', 'between'));
    await index.catchUp();
    expect(await index.find(bySubject)).toHaveLength(6);
    await one.append(entryAt('2026-09-01T00:00:00Z', 'later'));
    await index.catchUp();
    const rows = await index.find(bySubject);
    const read = await Promise.all(rows.map((row) => index.read(row)));
    expect(read.map((logged) => logged?.chained.entry.requestId)).toEqual([
      '2026-08-0',
      '2026-08-1',
      '2026-08-2',
      'between',
      '2026-08-3',
      '2026-08-4',
      'later',
    ]);
    await Promise.all([one.close(), other.close()]);
  });

  test('proves every entry as the whole month does, over many tiles', async () => {
    const log = await openLog('g1');
    const index = await openLogIndex(kept, place.segments);
    const entries = entriesOf('2026-08', 1_000);
    await Promise.all(entries.slice(0, 300).map((entry) => log.append(entry)));
    await log.seal();
    await index.catchUp();
    await Promise.all(entries.slice(300).map((entry) => log.append(entry)));
    await log.close();
    await index.catchUp();
    const rows = await index.find(bySubject);
    expect(rows).toHaveLength(1_000);
    for (const place of [0, 1, 255, 256, 299, 300, 511, 512, 767, 999]) {
      const logged = await index.read(rows[place] ?? missing());
      const receipt = logged && (await index.receipt(logged));
      const { entry, head } = await verifyReceipt(receipt ?? missing(), keys);
      expect([entry.sequence, head.size]).toEqual([place, 1_000]);
    }
  });

  test('gives no receipt before a head covers the entry', async () => {
    const log = await openLog('g1');
    const index = await openLogIndex(kept, place.segments);
    await log.append(entryAt('2026-08-01T00:00:00Z', 'new'));
    await index.catchUp();
    const [row = missing()] = await index.find(bySubject);
    const logged = (await index.read(row)) ?? missing();
    expect(await index.receipt(logged)).toBeUndefined();
    await log.seal();
    await index.catchUp();
    expect(await index.receipt(logged)).toBeDefined();
    await log.append(entryAt('2026-08-01T00:00:01Z', 'newer'));
    await index.catchUp();
    const newer = (await index.read((await index.find(bySubject))[1] ?? missing())) ?? missing();
    expect(await index.receipt(newer)).toBeUndefined();
    await log.close();
  });

  test('is the same when it is made anew, and when two gateways make it side by side', async () => {
    const log = await openLog('g1');
    await Promise.all(entriesOf('2026-08', 600).map((entry) => log.append(entry)));
    await log.close();
    const [one, other] = [await openLogIndex(kept, place.segments), await openLogIndex(kept, place.segments)];
    await Promise.all([one.catchUp(), other.catchUp()]);
    await one.catchUp();
    const empty = await openStore({ uri: 'memory:' });
    const anew = await openLogIndex(empty, place.segments);
    await anew.catchUp();
    expect(await one.find(bySubject)).toEqual(await anew.find(bySubject));
    const logged = (await one.read((await one.find(bySubject))[599] ?? missing())) ?? missing();
    expect(await one.receipt(logged)).toEqual(await anew.receipt(logged));
    await empty.close();
  });

  test('goes on where it was stopped, or where its store failed', async () => {
    const log = await openLog('g1');
    await Promise.all(entriesOf('2026-08', 2_500).map((entry) => log.append(entry)));
    await log.close();
    let writes = 0;
    const failing: Store = {
      ...kept,
      async collection(spec) {
        const inner = await kept.collection(spec);
        // The rows are there, and the mark that says so is not.
        const insert: typeof inner.insert = (doc) =>
          spec.name === 'indexMarks' && (writes += 1) === 1
            ? Promise.reject(new Error('no space'))
            : inner.insert(doc);
        return {
          insert,
          get: (id) => inner.get(id),
          getMany: (ids) => inner.getMany(ids),
          find: (range) => inner.find(range),
          findEach: (ranges) => inner.findEach(ranges),
          insertMany: (docs) => inner.insertMany(docs),
          replace: (doc) => inner.replace(doc),
          count: () => inner.count(),
        };
      },
      close: () => kept.close(),
    };
    const broken = await openLogIndex(failing, place.segments);
    await expect(broken.catchUp()).rejects.toThrow('no space');
    const stopped = await openLogIndex(kept, place.segments);
    await stopped.stop();
    await stopped.catchUp();
    const index = await openLogIndex(kept, place.segments);
    await index.catchUp();
    const rows = await index.find(bySubject);
    expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(2_500);
    expect(rows).toHaveLength(2_500);
    const logged = (await index.read(rows[2_499] ?? missing())) ?? missing();
    await verifyReceipt((await index.receipt(logged)) ?? missing(), keys);
  });

  test('reads an entry without a look at how many months there are, and none of a month that was archived', async () => {
    const log = await openLog('g1');
    for (const month of ['2026-07', '2026-08']) await log.append(entryAt(`${month}-01T00:00:00Z`, month));
    let looks = 0;
    const counting = async () =>
      (await place.segments()).map((segment): SegmentReader => ({
        ...segment,
        months: () => {
          looks++;
          return segment.months();
        },
      }));
    const index = await openLogIndex(kept, counting);
    await index.catchUp();
    const rows = await index.find(bySubject);
    looks = 0;
    expect(await Promise.all(rows.map((row) => index.read(row)))).not.toContain(undefined);
    expect(looks).toBe(0);
    await log.close();
    const segments = (await place.segments()) as readonly ArchivableSegment[];
    await Promise.all(segments.map((segment) => segment.erase('2026-07')));
    const [archived, there] = await Promise.all(rows.map((row) => index.read(row)));
    expect([archived, there?.row.month]).toEqual([undefined, '2026-08']);
  });

  test('shows nothing of an entry that is not what it was', async () => {
    const log = await openLog('g1');
    await log.append(entryAt('2026-08-01T00:00:00Z', 'new'));
    await log.close();
    const altered = async () =>
      (await place.segments()).map((segment) => ({
        ...segment,
        async entry(...at: Parameters<typeof segment.entry>) {
          const line = await segment.entry(...at);
          return line && { ...line, bytes: Buffer.from(line.bytes).fill('x', 0, 1) };
        },
      }));
    const index = await openLogIndex(kept, altered);
    await index.catchUp();
    const [row = missing()] = await index.find(bySubject);
    await expect(index.read(row)).rejects.toThrow('is not what it was');
  });
});
