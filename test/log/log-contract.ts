import { createLocalJWKSet } from 'jose';
import { describe, expect, it } from 'vitest';
import { readChainedLine, type ChainedEntry } from '../../gateway/log/chained-entry.ts';
import { verifyReceipt } from '../../gateway/log/receipt.ts';
import { receiptFor } from './receipt-by-reading.ts';
import { firstLink } from '../../gateway/log/month-progress.ts';
import { resumeSegment } from '../../gateway/log/resume-segment.ts';
import { openSegmentLog, type SegmentLog } from '../../gateway/log/segment-log.ts';
import type { SegmentReader, SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { tellingLines } from '../../gateway/log/telling-lines.ts';
import { checkMonth } from '../../gateway/log/verify/check-month.ts';
import { checkSegment, type CheckedSegment } from '../../gateway/log/verify/check-segment.ts';
import { entriesOf, entryAt } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';

/** A place where a log can be kept; each name is a segment of its own, and stays what it is until the end. */
export interface LogPlace {
  readonly open: (gateway: string) => Promise<SegmentWriter>;
}

const { key, keys } = await makeLogKeys();

/** What holds of the log wherever it is kept. */
export function logContract(name: string, place: () => LogPlace): void {
  let made = 0;

  /** A log of its own name, and what is needed to look at it. */
  async function fresh(wrap: (segment: SegmentWriter) => SegmentWriter = (segment) => segment) {
    made += 1;
    const gateway = `gateway-${made}`;
    let segment = await place().open(gateway);
    const told: string[] = [];
    const open = (withKey = key) =>
      openSegmentLog(wrap(segment), { key: withKey, headEvery: 60_000, tell: (line) => told.push(line) });
    let log: SegmentLog = await open();
    return {
      gateway,
      told,
      log: () => log,
      segment: (): SegmentReader => segment,
      async reopen(withKey = key) {
        await log.close();
        segment = await place().open(gateway);
        log = await open(withKey);
      },
    };
  }

  describe(`the log in ${name}`, () => {
    it('keeps an entry once its append has resolved, chained to the one before', async () => {
      const { log, segment, gateway } = await fresh();
      await log().append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
      await log().append(entryAt('2026-08-01T00:00:01.000Z', 'b'));
      const [first, second] = await readAll(segment());
      expect(first).toMatchObject({ gateway, sequence: 0, entry: { requestId: 'a' } });
      expect(second).toMatchObject({ gateway, sequence: 1, entry: { requestId: 'b' } });
      expect(await check(segment())).toMatchObject({ entries: 2, unsealed: 2 });
      await log().close();
    });

    it('covers every entry with a signed head once it is closed', async () => {
      const { log, segment } = await fresh();
      await Promise.all(entriesOf('2026-08', 5).map((entry) => log().append(entry)));
      await log().close();
      await log().close();
      expect(await check(segment())).toMatchObject({ entries: 5, heads: 1, unsealed: 0 });
      await expect(log().append(entryAt('2026-08-01T00:00:00Z', 'late'))).rejects.toThrow('closed');
    });

    it('writes and seals what was appended before it is closed', async () => {
      const { log, segment } = await fresh();
      const appended = entriesOf('2026-08', 1_200).map((entry) => log().append(entry));
      await log().close();
      await Promise.all(appended);
      expect(await check(segment())).toMatchObject({ entries: 1_200, heads: 1, unsealed: 0 });
    });

    it('writes entries of the same moment together, all and in order', async () => {
      let writes = 0;
      const { log, segment } = await fresh((inner) => ({
        ...inner,
        write: (...args) => {
          writes += 1;
          return inner.write(...args);
        },
      }));
      const entries = entriesOf('2026-08', 2_500);
      await Promise.all(entries.map((entry) => log().append(entry)));
      expect((await readAll(segment())).map(idOf)).toEqual(entries.map(({ requestId }) => requestId));
      expect(writes).toBeLessThan(10);
      await log().close();
    });

    it('goes on where it ended, across months, with a key of its own each time', async () => {
      const { log, segment, reopen } = await fresh();
      const other = await makeLogKeys('other-key');
      await log().append(entryAt('2026-07-31T23:59:59.999Z', 'a'));
      await reopen(other.key);
      await log().append(entryAt('2026-08-01T00:00:00.000Z', 'b'));
      await reopen();
      await log().append(entryAt('2026-10-05T00:00:00.000Z', 'c'));
      await log().close();
      const months = (await segment().months()).map(({ month }) => month);
      expect(months).toEqual(['2026-07', '2026-08', '2026-10']);
      expect((await readAll(segment())).map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
      expect(await check(segment())).toMatchObject({ entries: 3, heads: 3, unsealed: 0 });
    });

    it('goes on behind signed and unsigned entries as a whole check would, and reads and tells each line once', async () => {
      let isSigned = true;
      const { log, segment, gateway } = await fresh((inner) => ({
        ...inner,
        writeHead: (...args) => (isSigned ? inner.writeHead(...args) : Promise.reject(new Error('no'))),
      }));
      for (const entry of entriesOf('2026-08', 5)) await log().append(entry);
      await log().seal();
      isSigned = false;
      for (const entry of entriesOf('2026-08', 2)) await log().append(entry);
      await log().close();
      const { progress } = await checkMonth(segment(), '2026-08', { keys, link: firstLink, choice: 'all' });
      const again = await place().open(gateway);
      let read = 0;
      const resumed = await resumeSegment(
        tellingLines(again, () => read++),
        { keys, tell: () => {} },
      );
      expect(resumed).toEqual({ progress, sealed: 5, heads: 1, kept: 0 });
      // Seven entries and a head.
      expect(read).toBe(8);
      await again.close();
    });

    it('opens no month that is over: a clock that goes back writes into the newest', async () => {
      const { log, segment } = await fresh();
      const days = ['2026-08-01', '2026-07-31', '2026-08-02'];
      await Promise.all(days.map((day) => log().append(entryAt(`${day}T00:00:00.000Z`, day))));
      await log().close();
      expect((await readAll(segment())).map(idOf)).toEqual(days);
      expect(await check(segment())).toMatchObject({ entries: 3, heads: 1 });
    });

    it.each([false, true])(
      'opens no month that is over when the first write of the next one failed (opened again: %s)',
      async (isOpenedAgain) => {
        let fails = false;
        const { log, segment, reopen } = await fresh((inner) => ({
          ...inner,
          write: (...args) => (fails ? Promise.reject(new Error('no space')) : inner.write(...args)),
        }));
        await log().append(entryAt('2026-07-31T23:59:59.000Z', 'a'));
        fails = true;
        const lost = log().append(entryAt('2026-08-01T00:00:00.000Z', 'lost'));
        await expect(lost).rejects.toThrow('no space');
        fails = false;
        if (isOpenedAgain) await reopen();
        await log().append(entryAt('2026-07-31T23:59:59.900Z', 'of a clock that went back'));
        await reopen();
        await log().append(entryAt('2026-08-01T00:00:02.000Z', 'b'));
        await log().close();
        const found: string[] = [];
        for await (const { bytes } of segment().entries('2026-08')) found.push(idOf(readChainedLine(bytes)));
        expect(found).toEqual(['of a clock that went back', 'b']);
        expect(await check(segment())).toMatchObject({ entries: 3, heads: 3, unsealed: 0 });
      },
    );

    it('is opened again behind a month in which nothing could be written', async () => {
      let fails = false;
      const { log, segment, reopen } = await fresh((inner) => ({
        ...inner,
        write: (...args) => (fails ? Promise.reject(new Error('no space')) : inner.write(...args)),
      }));
      await log().append(entryAt('2026-07-31T00:00:00.000Z', 'a'));
      fails = true;
      await expect(log().append(entryAt('2026-08-01T00:00:00.000Z', 'lost'))).rejects.toThrow('no space');
      fails = false;
      await log().append(entryAt('2026-09-01T00:00:00.000Z', 'b'));
      await reopen();
      await log().append(entryAt('2026-09-01T00:00:01.000Z', 'c'));
      await log().close();
      expect((await readAll(segment())).map(idOf)).toEqual(['a', 'b', 'c']);
      expect(await check(segment())).toMatchObject({ entries: 3, unsealed: 0 });
    });

    it('rejects the entries of a write that fails, and no other', async () => {
      let fails = false;
      const { log, segment } = await fresh((inner) => ({
        ...inner,
        write: (...args) => (fails ? Promise.reject(new Error('no space')) : inner.write(...args)),
      }));
      await log().append(entryAt('2026-08-01T00:00:00.000Z', 'kept'));
      fails = true;
      const lost = entriesOf('2026-08', 3).map((entry) => log().append(entry));
      const results = await Promise.allSettled(lost);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      fails = false;
      await log().append(entryAt('2026-08-01T00:00:02.000Z', 'kept too'));
      await log().close();
      expect((await readAll(segment())).map(idOf)).toEqual(['kept', 'kept too']);
      expect(await check(segment())).toMatchObject({ entries: 2, unsealed: 0 });
    });

    it('can be asked whether it can be written, which adds nothing to it', async () => {
      let fails = false;
      const { log, segment, told } = await fresh((inner) => ({
        ...inner,
        probe: (...args) => (fails ? Promise.reject(new Error('no space')) : inner.probe(...args)),
      }));
      await log().check();
      await log().append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
      await log().check();
      fails = true;
      await expect(log().check()).rejects.toThrow('the disclosure log cannot be written');
      expect(told).toEqual(['Log: it cannot be written: no space']);
      await log().close();
      expect(await check(segment())).toMatchObject({ entries: 1, heads: 1, unsealed: 0 });
    });

    it('rejects an entry that has no canonical form, and writes the others', async () => {
      const { log, segment } = await fresh();
      const bad = { ...entryAt('2026-08-01T00:00:00.000Z', '\uD800') };
      const good = log().append(entryAt('2026-08-01T00:00:00.000Z', 'good'));
      await expect(log().append(bad)).rejects.toThrow(TypeError);
      await good;
      expect((await readAll(segment())).map(idOf)).toEqual(['good']);
      await log().close();
    });

    it('goes on without a head that could not be signed, says so, and signs the next', async () => {
      let fails = true;
      const { log, segment, told, reopen } = await fresh((inner) => ({
        ...inner,
        writeHead: (...args) => (fails ? Promise.reject(new Error('no space')) : inner.writeHead(...args)),
      }));
      await log().append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
      await expect(log().seal()).rejects.toThrow('no space');
      await reopen();
      expect(told).toEqual([
        'Log: no head could be signed: no space',
        expect.stringContaining('1 entries of'),
        'Log: no head could be signed: no space',
      ]);
      fails = false;
      await log().seal();
      expect(await check(segment())).toMatchObject({ entries: 1, heads: 1, unsealed: 0 });
      await log().close();
    });

    it('signs by itself a head that could not be signed before', async () => {
      let fails = 2;
      const segment = await place().open(`gateway-${(made += 1)}`);
      const writeHead: typeof segment.writeHead = (...head) =>
        fails-- > 0 ? Promise.reject(new Error('no space')) : segment.writeHead(...head);
      const log = await openSegmentLog({ ...segment, writeHead }, { key, headEvery: 5, tell: () => {} });
      await log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
      await expect.poll(() => check(segment)).toMatchObject({ entries: 1, heads: 1, unsealed: 0 });
      await log.close();
    });

    it('gives a receipt for each entry that a head covers, which verifies without the log', async () => {
      const { log, segment } = await fresh();
      await Promise.all(entriesOf('2026-08', 11).map((entry) => log().append(entry)));
      await Promise.all(entriesOf('2026-09', 6).map((entry) => log().append(entry)));
      const keys = createLocalJWKSet(await segment().keys());
      expect(await receiptFor(segment(), 12, keys)).toBeUndefined();
      await log().seal();
      for (const sequence of [0, 10, 11, 16]) {
        const receipt = await receiptFor(segment(), sequence, keys);
        if (!receipt) throw new Error(`no receipt for ${sequence}`);
        const { entry, head } = await verifyReceipt(receipt, keys);
        expect(entry.sequence).toBe(sequence);
        expect(head.month).toBe(sequence < 11 ? '2026-08' : '2026-09');
      }
      expect(await receiptFor(segment(), 17, keys)).toBeUndefined();
      expect(await receiptFor(segment(), -1, keys)).toBeUndefined();
      await log().close();
    });
  });
}

/** Every entry of a segment, oldest first. */
export async function readAll(segment: SegmentReader): Promise<readonly ChainedEntry[]> {
  const found: ChainedEntry[] = [];
  for (const { month } of await segment.months()) {
    for await (const { bytes } of segment.entries(month)) found.push(readChainedLine(bytes));
  }
  return found;
}

/** Checks a segment with the keys that it publishes. */
export async function check(segment: SegmentReader): Promise<CheckedSegment> {
  return checkSegment(segment, { keys: createLocalJWKSet(await segment.keys()) });
}

function idOf({ entry }: ChainedEntry): string {
  return entry.requestId;
}
