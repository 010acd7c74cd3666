import { createLocalJWKSet } from 'jose';
import { beginMonth, dueIn, firstLink, linkAfter, type MonthProgress } from './month-progress.ts';
import type { HeadKeys } from './proof/signed-head.ts';
import { OvertakenError } from './segment/overtaken-error.ts';
import { firstLine, type KeptMonth, type SegmentWriter } from './segment/segment.ts';
import { BrokenLogError } from './verify/broken-log-error.ts';
import { checkMonth } from './verify/check-month.ts';
import { lastHead, type PlacedHead } from './verify/head-queue.ts';

/** Where writing goes on. */
export interface Resumed {
  /** Undefined before the first entry of all. */
  readonly progress: MonthProgress | undefined;
  /** How many entries of the month a signed head covers. */
  readonly sealed: number;
}

/**
 * Reads what is there, so that it can be written on. The newest month is checked whole; a line that a crash has torn is
 * taken away, since nobody was told that it is durable.
 *
 * @throws BrokenLogError when anything else is wrong: nothing is ever added to a log that is not whole; OvertakenError when
 *   another process changes it faster than it is read
 */
export async function resumeSegment(segment: SegmentWriter, tell: (line: string) => void): Promise<Resumed> {
  try {
    return await readOnce(segment, tell);
  } catch (error) {
    if (!(error instanceof OvertakenError)) throw error;
    // Another process took back, while this was read, what it had been told is lost.
    return readOnce(segment, tell);
  }
}

async function readOnce(segment: SegmentWriter, tell: (line: string) => void): Promise<Resumed> {
  const keys = createLocalJWKSet(await segment.keys());
  const months = await segment.months();
  const newest = months.at(-1);
  if (newest === undefined) return { progress: undefined, sealed: 0 };
  const { month, hasEntries } = newest;
  if (!hasEntries) {
    throw new BrokenLogError(
      'MISSING',
      segment.place(month, 'entries', 1),
      'the newest month is missing; archive older ones only.',
    );
  }
  const closed = await lastClosed(segment, months.slice(0, -1), keys);
  const link = closed ? linkAfter(closed.head) : firstLink;
  const { progress, sealed, torn, ends } = await checkMonth(segment, month, { keys, link, choice: 'last' });
  if (torn !== undefined) {
    await segment.repair(month, ends);
    tell(`Log: ${torn} had no end, as after a crash; it was put aside. No answer has left for it.`);
  }
  await segment.goOn(month, ends);
  const unsealed = (progress?.tree.size ?? 0) - sealed;
  if (unsealed > 0)
    tell(`Log: ${unsealed} entries of ${segment.gateway} had no signed head yet, as after a crash.`);
  const known = progress ?? beginMonth(segment.gateway, month, link);
  const next = unsealed === 0 ? await segment.monthAfter(dueIn(known)) : undefined;
  if (next !== undefined) return { progress: beginMonth(segment.gateway, next, known.next), sealed: 0 };
  return { progress: known, sealed };
}

/**
 * The last head of the months that are over. One that was begun and in which nothing could be written has none.
 *
 * @throws BrokenLogError when one with entries has none
 */
async function lastClosed(
  segment: SegmentWriter,
  months: readonly KeptMonth[],
  keys: HeadKeys,
): Promise<PlacedHead | undefined> {
  for (const { month, hasEntries } of months.toReversed()) {
    const { last } = await lastHead(segment, month, keys, 'last');
    if (last) return last;
    if (!hasEntries || (await firstLine(segment.entries(month)))) {
      throw new BrokenLogError(
        'UNSEALED',
        segment.place(month, 'heads', 1),
        'the month is over, and no head covers it.',
      );
    }
  }
  return undefined;
}
