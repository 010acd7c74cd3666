import { describe, expect, it, vi } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { ReplacedError } from '../../gateway/log/segment/overtaken-error.ts';
import { firstLine } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { entryAt } from './entries.ts';
import { failing, withoutClaims, type Fault } from './failing-store.ts';
import { check, readAll } from './log-contract.ts';
import { useLogsOfOneName } from './logs-of-one-name.ts';

const { store, key, open, idsOf } = await useLogsOfOneName();
describe('a log in a store that two processes write under one name', () => {
  const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);

  it('is written by the one that began to serve later, and the older one says why it is not ready', async () => {
    const older = await open('twice');
    await older.append(entry('a'));
    const newer = await open('twice');
    await newer.append(entry('b'));
    for (let times = 0; times < 3; times++) {
      await expect(older.append(entry('refused'))).rejects.toThrow('whoever does so last writes it');
      await expect(older.check()).rejects.toThrow('give it a name of its own and start it again');
    }
    await newer.check();
    await newer.append(entry('c'));
    await older.close();
    await newer.close();
    expect(await idsOf('twice')).toEqual(['a', 'b', 'c']);
    expect(await check(await openStoreSegment(store, 'twice'))).toMatchObject({ entries: 3, unsealed: 0 });
    expect(older.told).toEqual([
      expect.stringMatching(/^Log: process \d+ on .* took this part of the log over/),
    ]);
  });

  it('loses nothing that the older one has still written, and refuses nothing of the newer one for it', async () => {
    const older = await open('still-writing');
    const newer = await open('still-writing');
    await older.append(entry('of the older'));
    await newer.append(entry('of the newer'));
    await expect(older.append(entry('refused'))).rejects.toThrow(ReplacedError);
    await older.close();
    await newer.close();
    expect(await idsOf('still-writing')).toEqual(['of the older', 'of the newer']);
    expect(newer.told[0]).toContain('another process writes under the name');
  });

  it('finds out by itself within a second of writing, though nobody writes beside it', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(5_000_000);
    const older = await open('found-out');
    await older.append(entry('a'));
    const newer = await open('found-out');
    newer.takeOver?.();
    await newer.check();
    now.mockReturnValue(5_001_001);
    await expect(older.append(entry('refused'))).rejects.toThrow(ReplacedError);
    now.mockRestore();
    await newer.close();
    await older.close();
    expect(await idsOf('found-out')).toEqual(['a']);
  });

  it('is written by exactly one of many that were started at one time, whatever their clocks say', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => open('at-once')));
    const outcomes: string[] = [];
    for (const round of [0, 1]) {
      const tried = await Promise.allSettled(all.map((log, of) => log.append(entry(`${round}-${of}`))));
      await Promise.allSettled(all.map((log) => log.check()));
      outcomes.push(...tried.map(({ status }, of) => (status === 'fulfilled' ? `${round}-${of}` : '')));
    }
    const ready = await Promise.allSettled(all.map((log) => log.check()));
    expect(ready.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = ready.findIndex(({ status }) => status === 'fulfilled');
    await all[winner]?.append(entry('last'));
    await Promise.all(all.map((log) => log.close()));
    const acknowledged = [...outcomes.filter(Boolean), 'last'];
    expect((await idsOf('at-once')).toSorted()).toEqual(acknowledged.toSorted());
    expect(outcomes.filter((id) => id.startsWith('1-'))).toEqual([`1-${winner}`]);
    expect(await check(await openStoreSegment(store, 'at-once'))).toMatchObject({ unsealed: 0 });
  });

  it('goes on behind one of before that knows no such rule, as often as it has to', async () => {
    const before = await open('of-before', withoutClaims(store));
    const newer = await open('of-before');
    const now = vi.spyOn(performance, 'now');
    for (const [place, id] of ['a', 'b', 'c'].entries()) {
      now.mockReturnValue(5_000_000 + place * 1_000);
      await before.append(entry(`${id} of before`));
      await newer.append(entry(id));
    }
    now.mockRestore();
    await newer.close();
    await before.close();
    expect(await idsOf('of-before')).toEqual(['a of before', 'a', 'b of before', 'b', 'c of before', 'c']);
    expect(await check(await openStoreSegment(store, 'of-before'))).toMatchObject({ unsealed: 0 });
  });

  it.each(['entries', 'heads'] as const)(
    'keeps %s on which another process has built, whoever was told that they are lost',
    async (kind) => {
      const gateway = `built-on-${kind}`;
      const options = { key, headEvery: 60_000, tell: () => {} };
      const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);
      let fault: Fault | undefined;
      const first = await openSegmentLog(
        await openStoreSegment(
          failing(withoutClaims(store), () => fault),
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
      await first.check();
      await second.append(entryAt('2026-09-01T00:00:01.000Z', 'd'));
      await second.close();
      const segment = await openStoreSegment(store, gateway);
      await (await openSegmentLog(segment, options)).close();
      const kept = kind === 'entries' ? ['a', 'b', 'c', 'd'] : ['a', 'c', 'd'];
      expect((await readAll(segment)).map(({ entry: { requestId } }) => requestId)).toEqual(kept);
      expect(await check(segment)).toMatchObject({ entries: kept.length, unsealed: 0 });
    },
  );

  it('keeps a head that somebody may have, whoever was told that it is lost', async () => {
    const gateway = 'had-by-somebody';
    let fault: Fault | undefined;
    const told: string[] = [];
    const segment = await openStoreSegment(
      failing(store, () => fault),
      gateway,
    );
    const log = await openSegmentLog(segment, { key, headEvery: 60_000, tell: (line) => told.push(line) });
    await log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
    fault = 'after';
    await expect(log.seal()).rejects.toThrow('was lost');
    fault = undefined;
    const had = await firstLine(segment.heads('2026-08'));
    await log.check();
    await log.seal();
    await log.append(entryAt('2026-08-01T00:00:01.000Z', 'b'));
    await log.close();
    // Nobody else has been here.
    expect(told).toEqual([]);
    expect((await firstLine(segment.heads('2026-08')))?.bytes).toEqual(had?.bytes);
    expect(await check(segment)).toMatchObject({ entries: 2, heads: 2, unsealed: 0 });
  });

  it('ends a month for all processes of a gateway, before the next one is begun', async () => {
    const gateway = 'turned';
    const options = { key, headEvery: 60_000, tell: () => {} };
    let fault: Fault | undefined;
    const failingAtTimes = failing(store, () => fault);
    const first = await openSegmentLog(
      await openStoreSegment(withoutClaims(failingAtTimes), gateway),
      options,
    );
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
    await first.append(entryAt('2026-07-31T00:00:02.000Z', 'c'));
    await first.close();
    const segment = await openStoreSegment(store, gateway);
    expect((await readAll(segment)).map(({ entry }) => entry.requestId)).toEqual(['a', 'b', 'c']);
    expect(await check(segment)).toMatchObject({ entries: 3, heads: 2, unsealed: 0 });
  });

  it('ends a month in which nothing could be written, too, and begins a new name in one month', async () => {
    let time = 5_000_000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => (time += 200));
    for (const gateway of ['nothing-written', 'new-name']) {
      const stale = await open(gateway, withoutClaims(store));
      if (gateway === 'nothing-written') {
        await stale.append(entryAt('2026-07-31T00:00:00.000Z', 'a'));
        await stale.seal();
        const segment = await openStoreSegment(withoutClaims(store), gateway);
        await segment.beginMonth('2026-08', { month: '2026-07', number: 2 });
        await stale.check().catch(() => undefined);
      }
      const newer = await open(gateway);
      await newer.append(entryAt('2026-09-01T00:00:00.000Z', 'b'));
      // Its clock is a moment behind.
      await stale.append(entryAt('2026-08-31T23:59:59.999Z', 'c'));
      await newer.close();
      await stale.close();
      const segment = await openStoreSegment(store, gateway);
      expect((await readAll(segment)).map(({ sequence }) => sequence)).toEqual(
        gateway === 'new-name' ? [0, 1] : [0, 1, 2],
      );
      expect((await segment.months()).map(({ month }) => month)).not.toContain('');
      expect(await check(segment)).toMatchObject({ unsealed: 0 });
      await (await open(gateway)).close();
    }
    now.mockRestore();
  });

  it('reads again what was taken back while it was read', async () => {
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
    const busy = await openSegmentLog(await openStoreSegment(withoutClaims(store), 'idle'), options);
    const idle = await openSegmentLog(watched, options);
    const readAt: number[] = [];
    for (let second = 0; second < 70; second++) {
      now.mockReturnValue(1_000_000 + second * 1_000);
      await busy.append(entryAt('2026-08-01T00:00:00.000Z', `${second}`));
      readings = 0;
      await idle.check().catch(() => undefined);
      if (readings > 0) readAt.push(second);
    }
    // After 0.1, 0.2, 0.4, 0.8, 1.6, 3.2 … seconds.
    expect(readAt).toEqual([0, 1, 2, 3, 4, 6, 10, 17, 30, 56]);
    // Nobody has written there for long.
    now.mockReturnValue(2_000_000);
    await idle.check().catch(() => undefined);
    await idle.check();
    now.mockRestore();
    await busy.close();
    await idle.close();
  });
});
