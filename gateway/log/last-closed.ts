import type { SignedFrontier } from './frontier/signed-frontier.ts';
import type { LogKeys } from './proof/signed-json.ts';
import { firstLine, type KeptMonth, type SegmentReader } from './segment/segment.ts';
import { BrokenLogError } from './verify/broken-log-error.ts';
import { lastHead, type PlacedHead } from './verify/head-queue.ts';

/**
 * The last head of the months that are over. One that was begun and in which nothing could be written has none, also if it was archived.
 *
 * @param frontier where it is of one of them, heads before its own are not read
 * @throws BrokenLogError when one with entries has none
 */
export async function lastClosed(
  segment: SegmentReader,
  months: readonly KeptMonth[],
  keys: LogKeys,
  frontier: SignedFrontier | undefined,
): Promise<PlacedHead | undefined> {
  for (const { month, hasEntries } of months.toReversed()) {
    const from = frontier?.covered.month === month ? frontier.headAt : undefined;
    const { last } = await lastHead(segment, month, keys, 'last', from);
    if (last) return last;
    if (hasEntries && (await firstLine(segment.entries(month)))) {
      throw new BrokenLogError(
        'UNSEALED',
        segment.place(month, 'heads', 1),
        'the month is over, and no head covers it.',
      );
    }
  }
  return undefined;
}
