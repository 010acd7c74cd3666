import { afterAll, describe, expect, it } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Collection, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { DuplicateError, StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';
import { entryAt } from './entries.ts';
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

  it('refuses a second writer of the same gateway, and keeps what the first wrote', async () => {
    const { key } = await makeLogKeys();
    const open = async () =>
      openSegmentLog(await openStoreSegment(store, 'twice'), { key, headEvery: 60_000, tell: () => {} });
    const first = await open();
    const second = await open();
    await first.append(entryAt('2026-08-01T00:00:00.000Z', 'first'));
    await expect(second.append(entryAt('2026-08-01T00:00:00.000Z', 'second'))).rejects.toThrow(
      DuplicateError,
    );
    await first.append(entryAt('2026-08-01T00:00:01.000Z', 'third'));
    await first.close();
    const segment = await openStoreSegment(store, 'twice');
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['first', 'third']);
  });
});

/** When the answer of the store is lost: before the write was done, or after. */
type Fault = 'before' | 'after';

/** A store whose writes fail while `fault` says how. */
function failing(inner: Store, fault: () => Fault | undefined): Store {
  const lost = () => new StoreUnavailableError('the answer was lost');
  const around = async <T>(write: () => Promise<T>): Promise<T> => {
    const how = fault();
    if (how === 'before') throw lost();
    const result = await write();
    if (how === 'after') throw lost();
    return result;
  };
  return {
    ...inner,
    async collection<T extends Stored>(
      spec: Parameters<typeof inner.collection<T>>[0],
    ): Promise<Collection<T>> {
      const real = await inner.collection(spec);
      return {
        get: (id) => real.get(id),
        getMany: (ids) => real.getMany(ids),
        find: (range) => real.find(range),
        findEach: (ranges) => real.findEach(ranges),
        count: () => real.count(),
        insert: (doc) => around(() => real.insert(doc)),
        insertMany: (docs) => around(() => real.insertMany(docs)),
        replace: (doc) => around(() => real.replace(doc)),
      };
    },
  };
}
