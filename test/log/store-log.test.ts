import { afterAll, describe, expect, it } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { DuplicateError, StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';
import { entryAt } from './entries.ts';
import { failing, lateArrival, type Fault } from './failing-store.ts';
import { check, logContract, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const store = await openStore({ uri: 'memory:' });
afterAll(() => store.close());

logContract('a store', () => ({ open: (gateway) => openStoreSegment(store, gateway) }));

describe('the log in a store that fails', () => {
  const failures: Fault[] = ['before', 'after'];
  it.each(failures)('has no entry of a write whose answer was lost %s it was done', async (fault) => {
    const { key } = await makeLogKeys();
    let next: Fault | undefined;
    const gateway = `failing-${fault}`;
    const segment = await openStoreSegment(
      failing(store, () => next),
      gateway,
    );
    const log = await openSegmentLog(segment, { key, headEvery: 60_000, tell: () => {} });
    await log.append(entryAt('2026-07-31T00:00:00.000Z', 'a'));
    next = fault;
    await expect(log.append(entryAt('2026-07-31T00:00:01.000Z', 'lost'))).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(log.append(entryAt('2026-08-01T00:00:00.000Z', 'lost too'))).rejects.toThrow(
      StoreUnavailableError,
    );
    next = undefined;
    await log.check();
    next = fault;
    // In the place of the one that was taken back.
    await expect(log.append(entryAt('2026-07-31T00:00:02.000Z', 'lost again'))).rejects.toThrow(
      StoreUnavailableError,
    );
    next = undefined;
    await log.append(entryAt('2026-08-01T00:00:00.000Z', 'b'));
    await log.close();
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['a', 'b']);
    expect(await check(segment)).toMatchObject({ entries: 2, unsealed: 0 });
  });

  it('signs what a crash left without a head as soon as it is opened again, before any other entry', async () => {
    const { key } = await makeLogKeys();
    const open = async () =>
      openSegmentLog(await openStoreSegment(store, 'crashed'), { key, headEvery: 60_000, tell: () => {} });
    // Never closed, as after kill -9.
    await (await open()).append(entryAt('2026-08-01T00:00:00.000Z', 'unsigned'));
    const segment = await openStoreSegment(store, 'crashed');
    expect(await check(segment)).toMatchObject({ entries: 1, heads: 0, unsealed: 1 });
    await open();
    expect(await check(segment)).toMatchObject({ entries: 1, heads: 1, unsealed: 0 });
  });

  it('goes on, and has no entry of it, when a group that was given up arrives after it was looked for', async () => {
    const { key } = await makeLogKeys();
    const late = lateArrival(store);
    const open = async (gateway: string) =>
      openSegmentLog(await openStoreSegment(late.store, gateway), { key, headEvery: 60_000, tell: () => {} });
    const log = await open('late');
    await log.append(entryAt('2026-07-31T00:00:00.000Z', 'a'));
    late.holdBack();
    await expect(log.append(entryAt('2026-07-31T00:00:01.000Z', 'lost'))).rejects.toThrow('was lost');
    for (const id of ['b', 'c']) await log.append(entryAt('2026-08-01T00:00:00.000Z', id));
    await expect(late.arrive()).rejects.toThrow(DuplicateError);
    await log.check();
    await log.close();
    const segment = await openStoreSegment(store, 'late');
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['a', 'b', 'c']);
    expect(await check(segment)).toMatchObject({ entries: 3, unsealed: 0 });
  });

  it('is written on after an end in which a group had just been taken back', async () => {
    const { key } = await makeLogKeys();
    const late = lateArrival(store);
    const options = { key, headEvery: 60_000, tell: () => {} };
    const segment = await openStoreSegment(late.store, 'ended');
    const log = await openSegmentLog(segment, options);
    await log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
    late.holdBack();
    await expect(log.append(entryAt('2026-08-01T00:00:01.000Z', 'lost'))).rejects.toThrow('was lost');
    await segment.settle();
    const next = await openSegmentLog(await openStoreSegment(store, 'ended'), options);
    await next.append(entryAt('2026-08-01T00:00:02.000Z', 'b'));
    await next.close();
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['a', 'b']);
  });
});
