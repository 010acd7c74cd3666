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

  it('lets a second writer of the same gateway go on behind the first, and loses nothing of either', async () => {
    const { key } = await makeLogKeys();
    const told: string[] = [];
    const open = async () =>
      openSegmentLog(await openStoreSegment(store, 'twice'), {
        key,
        headEvery: 60_000,
        tell: (line) => told.push(line),
      });
    const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);
    const first = await open();
    const second = await open();
    await first.append(entry('first'));
    await expect(second.append(entry('refused'))).rejects.toThrow('another process writes under the name');
    await second.append(entry('second'));
    await expect(first.check()).rejects.toThrow('the disclosure log cannot be written');
    await first.check();
    await first.append(entry('third'));
    await first.seal();
    // Over the same entries as the head that is there.
    await second.append(entry('refused too')).catch(() => undefined);
    await second.close();
    await first.close();
    const segment = await openStoreSegment(store, 'twice');
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect(await check(segment)).toMatchObject({ entries: 3, unsealed: 0 });
    expect(told.filter((line) => line.startsWith('Log: another process writes'))).toHaveLength(3);
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

  it.each(['entries', 'heads'] as const)(
    'keeps %s on which another process has built, whoever was told that they are lost',
    async (kind) => {
      const { key } = await makeLogKeys();
      const gateway = `built-on-${kind}`;
      const options = { key, headEvery: 60_000, tell: () => {} };
      const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);
      let fault: Fault | undefined;
      const first = await openSegmentLog(
        await openStoreSegment(
          failing(store, () => fault),
          gateway,
        ),
        options,
      );
      await first.append(entry('a'));
      fault = 'after';
      await expect(kind === 'entries' ? first.append(entry('b')) : first.seal()).rejects.toThrow('was lost');
      fault = undefined;
      const second = await openSegmentLog(await openStoreSegment(store, gateway), options);
      await second.append(entryAt('2026-09-01T00:00:00.000Z', 'c'));
      await expect(first.check()).rejects.toThrow('the disclosure log cannot be written');
      await second.append(entryAt('2026-09-01T00:00:01.000Z', 'd'));
      await second.close();
      const segment = await openStoreSegment(store, gateway);
      await (await openSegmentLog(segment, options)).close();
      const kept = kind === 'entries' ? ['a', 'b', 'c', 'd'] : ['a', 'c', 'd'];
      expect((await readAll(segment)).map(({ entry: { requestId } }) => requestId)).toEqual(kept);
      expect(await check(segment)).toMatchObject({ entries: kept.length, unsealed: 0 });
    },
  );

  it('reads again what was taken back while it was read', async () => {
    const { key } = await makeLogKeys();
    const gateway = 'taken-back';
    const options = { key, headEvery: 60_000, tell: () => {} };
    const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);
    let fault: Fault | undefined;
    const segment = await openStoreSegment(
      failing(store, () => fault),
      gateway,
    );
    const first = await openSegmentLog(segment, options);
    await first.append(entry('a'));
    fault = 'after';
    await expect(first.append(entry('lost'))).rejects.toThrow('was lost');
    fault = undefined;
    const other = await openStoreSegment(store, gateway);
    const takenBackMeanwhile: typeof other = {
      ...other,
      async goOn(...read) {
        await segment.settle();
        await other.goOn(...read);
      },
    };
    const second = await openSegmentLog(takenBackMeanwhile, options);
    await second.append(entry('b'));
    await second.close();
    expect((await readAll(segment)).map(({ entry: { requestId } }) => requestId)).toEqual(['a', 'b']);
    expect(await check(segment)).toMatchObject({ entries: 2, unsealed: 0 });
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

/** A store in which a document may be on its way while whoever sent it was told that it is lost. */
function lateArrival(inner: Store) {
  let isHeldBack = false;
  let arrive = (): Promise<void> => Promise.reject(new Error('nothing was held back'));
  return {
    holdBack: () => (isHeldBack = true),
    arrive: () => arrive(),
    store: changing(inner, (real) => ({
      insert(doc) {
        if (!isHeldBack) return real.insert(doc);
        isHeldBack = false;
        arrive = () => real.insert(doc);
        return Promise.reject(new StoreUnavailableError('the answer was lost'));
      },
    })),
  };
}

/** A store whose collections do some things otherwise. */
function changing(
  inner: Store,
  change: <T extends Stored>(real: Collection<T>) => Partial<Collection<T>>,
): Store {
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
        insert: (doc) => real.insert(doc),
        insertMany: (docs) => real.insertMany(docs),
        replace: (doc) => real.replace(doc),
        ...change(real),
      };
    },
  };
}

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
  return changing(inner, (real) => ({
    insert: (doc) => around(() => real.insert(doc)),
    insertMany: (docs) => around(() => real.insertMany(docs)),
    replace: (doc) => around(() => real.replace(doc)),
  }));
}
