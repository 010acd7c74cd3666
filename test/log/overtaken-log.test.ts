import { afterAll, describe, expect, it, vi } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { entryAt } from './entries.ts';
import { failing, type Fault } from './failing-store.ts';
import { check, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const store = await openStore({ uri: 'memory:' });
afterAll(() => store.close());

describe('a log in a store that two processes write under one name', () => {
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

  it('ends a month for all processes of a gateway, before the next one is begun', async () => {
    const { key } = await makeLogKeys();
    const gateway = 'turned';
    const options = { key, headEvery: 60_000, tell: () => {} };
    let fault: Fault | undefined;
    const failingAtTimes = failing(store, () => fault);
    const first = await openSegmentLog(await openStoreSegment(failingAtTimes, gateway), options);
    await first.append(entryAt('2026-07-31T00:00:00.000Z', 'a'));
    await first.seal();
    fault = 'before';
    await expect(first.append(entryAt('2026-07-31T00:00:01.000Z', 'lost'))).rejects.toThrow('was lost');
    fault = undefined;
    const second = await openSegmentLog(await openStoreSegment(failingAtTimes, gateway), options);
    for (fault of ['before', 'after'] as const) {
      await expect(second.append(entryAt('2026-08-01T00:00:00.000Z', 'lost'))).rejects.toThrow('was lost');
    }
    fault = undefined;
    await second.append(entryAt('2026-08-01T00:00:00.000Z', 'b'));
    await expect(first.append(entryAt('2026-07-31T00:00:01.000Z', 'refused'))).rejects.toThrow(
      'another process writes under the name',
    );
    await first.append(entryAt('2026-07-31T00:00:02.000Z', 'c'));
    await first.close();
    const segment = await openStoreSegment(store, gateway);
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['a', 'b', 'c']);
    expect(await check(segment)).toMatchObject({ entries: 3, heads: 2, unsealed: 0 });
  });

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

  it('has the month read again after pauses that double, not whenever it is asked', async () => {
    const { key } = await makeLogKeys();
    const options = { key, headEvery: 60_000, tell: () => {} };
    const now = vi.spyOn(performance, 'now');
    let readings = 0;
    const segment = await openStoreSegment(store, 'idle');
    const watched: typeof segment = {
      ...segment,
      months() {
        readings += 1;
        return segment.months();
      },
    };
    const idle = await openSegmentLog(watched, options);
    const busy = await openSegmentLog(await openStoreSegment(store, 'idle'), options);
    const readAt: number[] = [];
    for (let second = 0; second < 70; second++) {
      now.mockReturnValue(1_000_000 + second * 1_000);
      await busy.append(entryAt('2026-08-01T00:00:00.000Z', `${second}`));
      readings = 0;
      await idle.check().catch(() => undefined);
      if (readings > 0) readAt.push(second);
    }
    expect(readAt).toEqual([0, 1, 3, 7, 15, 31, 63]);
    // Nobody has written there for long.
    now.mockReturnValue(2_000_000);
    await idle.check().catch(() => undefined);
    await idle.check();
    now.mockRestore();
    await busy.close();
    await idle.close();
  });
});
