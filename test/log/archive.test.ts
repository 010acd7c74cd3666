import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveLog } from '../../gateway/cli/log/log-archive.ts';
import { archiveSegment } from '../../gateway/log/archive/archive-segment.ts';
import {
  firstKeptMonth,
  firstNeverArchived,
  readRetention,
  termOn,
} from '../../gateway/log/archive/retention.ts';
import { openLogIndex } from '../../gateway/log/index/log-index.ts';
import { verifyReceipt } from '../../gateway/log/receipt.ts';
import { receiptFor } from './receipt-by-reading.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { fileSegment, fileSegments, openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import type { ArchivableSegment, SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { entriesOf } from './entries.ts';
import { check, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const root = join(import.meta.dirname, '../..');
const { key, keys } = await makeLogKeys();
const { register } = await loadPolicy();
const months = ['2021-05', '2021-06', '2021-07', '2026-08'];

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-archive-'));
  store = await openStore({ uri: 'memory:' });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

interface Place {
  readonly write: () => Promise<SegmentWriter>;
  readonly segment: () => Promise<ArchivableSegment>;
}

const places: Readonly<Record<string, () => Place>> = {
  files: () => inFiles(),
  'a store': () => ({
    write: () => openStoreSegment(store, 'g1'),
    segment: () => openStoreSegment(store, 'g1'),
  }),
};

/** A log in files. */
const inFiles = (): Place => ({
  write: () => openFileSegment(join(folder, 'log'), 'g1'),
  segment: async () => fileSegment(join(folder, 'log'), 'g1'),
});

async function fill({ write }: Place, ...filled: readonly string[]): Promise<void> {
  for (const month of filled) {
    const log = await openSegmentLog(await write(), { key, tell: () => {} });
    await Promise.all(entriesOf(month, 4).map((entry) => log.append(entry)));
    await log.close();
  }
}

/** A month is begun, and nothing can be written in it. */
async function beginInVain({ write }: Place, month: string): Promise<void> {
  const segment = await write();
  const full = { ...segment, write: async () => Promise.reject(new Error('no space left')) };
  const log = await openSegmentLog(full, { key, tell: () => {} });
  const [entry] = entriesOf(month, 1);
  await expect(entry && log.append(entry)).rejects.toThrow('no space left');
  await log.close();
}

describe.each(Object.entries(places))('archiving a log in %s', (_name, placeOf) => {
  it('passes a month in which nothing could be written, and log and archive verify', async () => {
    const place = placeOf();
    await fill(place, '2021-05');
    await beginInVain(place, '2021-06');
    await fill(place, '2021-07', '2026-08');
    const segment = await place.segment();
    const archive = join(folder, 'archive');
    await archiveSegment(segment, archive, '2021-07');
    expect(await check(segment)).toMatchObject({ entries: 8, unsealed: 0 });
    await archiveSegment(segment, archive, '2021-08');
    expect(await check(segment)).toMatchObject({ entries: 4, unsealed: 0 });
    expect(await check(fileSegment(archive, 'g1'))).toMatchObject({ entries: 8, unsealed: 0 });
  });

  it('moves the months that are over, and both log and archive verify', async () => {
    const place = placeOf();
    await fill(place, ...months);
    const segment = await place.segment();
    const before = await readAll(segment);
    const archive = join(folder, 'archive');
    expect(await archiveSegment(segment, archive, '2021-07')).toEqual([
      { gateway: 'g1', month: '2021-05', entries: 4 },
      { gateway: 'g1', month: '2021-06', entries: 4 },
    ]);
    expect(await check(segment)).toMatchObject({ entries: 8, archived: ['2021-05', '2021-06'] });
    const moved = fileSegment(archive, 'g1');
    expect(await fileSegments(archive)).toHaveLength(1);
    expect(await check(moved)).toMatchObject({ entries: 8, archived: [] });
    const kept = {
      ...segment,
      months: async () => (await segment.months()).filter((each) => each.hasEntries),
    };
    expect([...(await readAll(moved)), ...(await readAll(kept))]).toEqual(before);
  });

  it('keeps the newest month, and is written on as before', async () => {
    const place = placeOf();
    await fill(place, '2021-05', '2021-06');
    const archive = join(folder, 'archive');
    await archiveSegment(await place.segment(), archive, '2030-01');
    await fill(place, '2021-07');
    expect(await check(await place.segment())).toMatchObject({ entries: 8, archived: ['2021-05'] });
    await archiveSegment(await place.segment(), archive, '2030-01');
    expect(await check(fileSegment(archive, 'g1'))).toMatchObject({ entries: 8, archived: [] });
  });

  it('leaves receipts good, and finds nothing of the archived months any more', async () => {
    const place = placeOf();
    await fill(place, ...months);
    const segment = await place.segment();
    const index = await openLogIndex(await openStore({ uri: 'memory:' }), async () => [segment]);
    await index.catchUp();
    const receipt = await receiptFor(segment, 1, keys);
    const rows = await index.find({ index: 'byTime', equals: [], limit: 100 });
    await archiveSegment(segment, join(folder, 'archive'), '2021-07');
    expect(receipt && (await verifyReceipt(receipt, keys))).toMatchObject({
      head: { month: '2021-05' },
    });
    const read = await Promise.all(rows.map((row) => index.read(row)));
    expect(read.map((logged) => logged === undefined)).toEqual(rows.map(({ month }) => month < '2021-07'));
  });

  it('is finished by the next run when something ended it', async () => {
    const place = placeOf();
    await fill(place, ...months);
    const segment = await place.segment();
    const dying = { ...segment, erase: () => Promise.reject(new Error('the process ended')) };
    const archive = join(folder, 'archive');
    await expect(archiveSegment(dying, archive, '2021-07')).rejects.toThrow('ended');
    expect(await check(segment)).toMatchObject({ entries: 16, archived: [] });
    await archiveSegment(segment, archive, '2021-07');
    expect(await check(segment)).toMatchObject({ entries: 8 });
    expect(await check(fileSegment(archive, 'g1'))).toMatchObject({ entries: 8 });
  });
});

it('takes nothing away when a month is not whole', async () => {
  const place = inFiles();
  await fill(place, ...months);
  const file = join(folder, 'log/g1/2021-06.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('VSS-079', 'VSS-001'));
  await expect(archiveSegment(await place.segment(), join(folder, 'archive'), '2021-07')).rejects.toThrow(
    '2021-06.jsonl line 1',
  );
  expect(readdirSync(join(folder, 'log/g1'))).toContain('2021-06.jsonl');
  expect(readdirSync(join(folder, 'archive/g1'))).not.toContain('2021-06.jsonl');
});

describe('npm run log:archive', () => {
  const terms = readRetention(
    '- {from: 2020-01-01, months: 12, articles: [decree-47-2020-art-45], verified: true}\n- {from: 2025-07-01, months: 60, articles: [decree-278-2025-art-13], verified: false, doubt: not issued}\n',
    register,
  );
  const log = () => join(folder, 'log');
  const run = (...args: readonly string[]) =>
    archiveLog(['--log', log(), '--to', join(folder, 'archive'), ...args], {}, terms, '2026-08-15');

  it('archives what the term lets go, and says which term and article', async () => {
    await fill(inFiles(), ...months);
    expect(await run()).toBe(
      [
        'g1 2021-05: 4 entries archived',
        'g1 2021-06: 4 entries archived',
        'g1 2021-07: 4 entries archived',
        '3 months archived; months from 2021-08 on stay for 60 months (decree-278-2025-art-13; unverified: not issued)',
      ].join('\n'),
    );
    expect(await run()).toMatch(/^0 months archived/);
  });

  it('lets nobody archive before the term is over, nor a log into itself', async () => {
    await fill(inFiles(), ...months);
    await expect(run('--before', '2021-09')).rejects.toThrow('months from 2021-08 on stay');
    await expect(archiveLog(['--log', log(), '--to', log()], {}, terms, '2026-08-15')).rejects.toThrow(
      '--to is the log itself',
    );
    await expect(archiveLog(['--log', log()], {}, terms, '2026-08-15')).rejects.toThrow('--to is missing');
    await expect(run('--before', 'May')).rejects.toThrow('--before must be a month');
    expect(await check(fileSegment(log(), 'g1'))).toMatchObject({ entries: 16 });
  });

  it('goes by the term that counts on the day', () => {
    expect(termOn(terms, '2019-12-31')).toBeUndefined();
    const kept = ['2025-06-30', '2025-07-01'].map((day) => {
      const term = termOn(terms, day);
      return term && firstKeptMonth(term, day);
    });
    expect(kept).toEqual(['2024-06', '2020-07']);
  });

  it('misses nothing that was archived while a shorter term counted', () => {
    const days = ['2019-12-31', '2025-06-30', '2025-07-01', '2029-06-30', '2029-08-01'];
    expect(days.map((day) => firstNeverArchived(terms, day))).toEqual([
      undefined,
      '2024-06',
      '2024-06',
      '2024-06',
      '2024-08',
    ]);
  });

  it.each([
    ['a term that is shorter than any law has', 'months: 60', 'months: 3'],
    ['an article that the register does not have', 'decree-278-2025-art-13', 'decree-0'],
    ['a doubt about what is verified', 'verified: false', 'verified: true'],
  ])('refuses %s', (_what, from, to) => {
    const good =
      '- {from: 2025-07-01, months: 60, articles: [decree-278-2025-art-13], verified: false, doubt: d}\n';
    expect(() => readRetention(good.replace(from, to), register)).toThrow('retention.yaml');
  });

  it('ends with 2 and one line without a folder for the archive', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'gateway/cli/log/log-archive-cli.ts'), '--log', folder],
      { env: {}, encoding: 'utf8' },
    );
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});
