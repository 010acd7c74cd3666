import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { openSegmentLog, type SegmentLogOptions } from '../../gateway/log/segment-log.ts';
import { beforeAll } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { archiveSegment } from '../../gateway/log/archive/archive-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryAt } from './entries.ts';
import { check } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const store = await openStore({ uri: 'memory:' });
const { key } = await makeLogKeys();
afterAll(() => store.close());
afterEach(() => vi.restoreAllMocks());

const setClock = (text: string) =>
  vi.spyOn(Temporal.Now, 'instant').mockImplementation(() => Temporal.Instant.from(text));

async function open(gateway: string, options: Partial<SegmentLogOptions> = {}) {
  const told: string[] = [];
  const segment = await openStoreSegment(store, gateway);
  const terms = { key, headEvery: 60_000, tell: (line: string) => void told.push(line), ...options };
  return { ...(await openSegmentLog(segment, terms)), segment, told };
}

const monthsOf = async (gateway: string) =>
  (await (await openStoreSegment(store, gateway)).months()).map(({ month }) => month);

test('a clock that leaps takes the log nowhere: nothing is recorded, and readiness says why and what to do', async () => {
  setClock('2030-01-15T00:00:00Z');
  const log = await open('leap');
  await log.append(entryAt('2030-01-15T00:00:00.000Z', 'a'));
  setClock('2062-01-15T00:00:00Z');
  await expect(log.check()).rejects.toThrow('the clock says 2062-01');
  await expect(log.append(entryAt('2062-01-15T00:00:00.000Z', 'leap'))).rejects.toThrow(
    'Set the clock right',
  );
  setClock('2030-01-15T00:00:01Z');
  await log.check();
  await log.append(entryAt('2030-01-15T00:00:01.000Z', 'b'));
  await log.close();
  expect(await monthsOf('leap')).toEqual(['2030-01']);
  expect(await check(log.segment)).toMatchObject({ entries: 2, unsealed: 0 });
});

test('a gateway that nobody asks for months goes on, and so does one that starts long after the last entry', async () => {
  setClock('2030-01-15T00:00:00Z');
  const log = await open('idle');
  await log.append(entryAt('2030-01-15T00:00:00.000Z', 'a'));
  for (const month of ['2030-02', '2030-03', '2030-04']) {
    setClock(`${month}-15T00:00:00Z`);
    await log.check();
  }
  await log.append(entryAt('2030-04-15T00:00:00.000Z', 'b'));
  await log.close();
  setClock('2031-04-15T00:00:00Z');
  const later = await open('idle');
  await later.append(entryAt('2031-04-15T00:00:00.000Z', 'c'));
  await later.close();
  expect(await monthsOf('idle')).toEqual(['2030-01', '2030-04', '2031-04']);
});

test('a log that lies in a month which is far ahead says so, once', async () => {
  setClock('2030-03-31T00:00:00Z');
  const log = await open('ahead');
  await log.append(entryAt('2030-03-31T00:00:00.000Z', 'a'));
  await log.append(entryAt('2030-02-28T23:59:59.999Z', 'of a moment before'));
  expect(log.told).toEqual([]);
  for (const id of ['b', 'c']) await log.append(entryAt('2030-01-01T00:00:00.000Z', id));
  await log.close();
  expect(log.told).toEqual([expect.stringContaining('lies in 2030-03')]);
});

test('a name that was begun, and has nothing yet, is gone on with in the month in which it was begun', async () => {
  const begun = await openStoreSegment(store, 'begun');
  await begun.beginMonth('2026-09', beforeAll);
  const log = await open('begun');
  await log.append(entryAt('2026-08-31T23:59:59.999Z', 'a'));
  await log.close();
  expect(await monthsOf('begun')).toEqual(['2026-09']);
});

test('a start passes an archived month in which nothing was written', async () => {
  const log = await open('in-vain');
  await log.append(entryAt('2026-01-01T00:00:00.000Z', 'a'));
  await log.seal();
  await log.segment.write('2026-02', 1, []);
  await log.segment.beginMonth('2026-09', { month: '2026-02', number: 1 }).catch(() => undefined);
  await log.close();
  const next = await open('in-vain');
  await next.append(entryAt('2026-09-01T00:00:00.000Z', 'b'));
  await next.close();
  const archive = await mkdtemp(join(tmpdir(), 'in-vain-'));
  await archiveSegment(next.segment, archive, '2026-08');
  await rm(archive, { recursive: true });
  await (await open('in-vain')).close();
  expect(await check(next.segment)).toMatchObject({ archived: ['2026-01', '2026-02'] });
});
