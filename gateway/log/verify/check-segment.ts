import { firstLink, linkAfter, type Link } from '../month-progress.ts';
import type { HeadKeys } from '../proof/signed-head.ts';
import type { KeptMonth, SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from './broken-log-error.ts';
import { checkMonth, type MonthCheck } from './check-month.ts';
import { lastHead } from './head-queue.ts';
import { isLong, type TimeSpan } from './time-span.ts';

/** What holds of the log of one gateway. */
export interface CheckedSegment {
  readonly gateway: string;
  readonly entries: number;
  readonly heads: number;
  /** Months of which only the heads are left. */
  readonly archived: readonly string[];
  /** Entries after the last head: written since, or in the second before a crash. */
  readonly unsealed: number;
}

/** What is checked, and with which keys. */
export interface SegmentCheck {
  readonly keys: HeadKeys;
  /** First and last month, `YYYY-MM`; all if left out. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The first month whose entries have to be there, whatever was archived; any may be missing if left out. */
  readonly keptFrom?: string | undefined;
  readonly onEntry?: () => void;
}

/** What holds of one month. */
interface CheckedPart {
  /** The link at which the next month must begin. */
  readonly link: Link | undefined;
  readonly entries: number;
  readonly heads: number;
  readonly unsealed: number;
  readonly unsealedAt?: TimeSpan | undefined;
  readonly archived: readonly string[];
}

/**
 * Checks the log of one gateway, month by month, and that each month follows the one before.
 *
 * @throws BrokenLogError that names the first bad line
 */
export async function checkSegment(
  segment: SegmentReader,
  { keys, from = '', to = '9999', keptFrom = '9999', onEntry }: SegmentCheck,
): Promise<CheckedSegment> {
  const kept = await segment.months();
  const newest = kept.at(-1)?.month;
  const before = kept.filter(({ month }) => month < from);
  let link: Link | undefined = from === '' ? firstLink : await linkBehind(segment, before, keys);
  const parts: CheckedPart[] = [];
  for (const { month, hasEntries } of kept.filter(({ month }) => month >= from && month <= to)) {
    const isGap = !hasEntries && parts.some(({ archived }) => archived.length === 0);
    if (isGap) throw missingMonth(segment, month, 'and an older one is there');
    if (!hasEntries && month >= keptFrom)
      throw missingMonth(segment, month, `and none from ${keptFrom} on may be archived yet`);
    const part: CheckedPart = hasEntries
      ? await checkKept(segment, month, { keys, link, choice: 'all', ...(onEntry && { onEntry }) })
      : await checkArchived(segment, month, keys, link, month === newest);
    if (part.unsealed > 0 && month !== newest) throw unsealed(segment, month, part, 'the month is over, and');
    if (isLong(part.unsealedAt)) throw unsealed(segment, month, part, 'entries were written for hours, and');
    parts.push(part);
    link = part.link;
  }
  return {
    gateway: segment.gateway,
    entries: sum(parts.map(({ entries }) => entries)),
    heads: sum(parts.map(({ heads }) => heads)),
    unsealed: sum(parts.map(({ unsealed }) => unsealed)),
    archived: parts.flatMap(({ archived }) => archived),
  };
}

async function checkKept(segment: SegmentReader, month: string, check: MonthCheck): Promise<CheckedPart> {
  const { progress, heads, sealed, unsealed, torn } = await checkMonth(segment, month, check);
  if (torn !== undefined)
    throw new BrokenLogError('TORN', torn, 'the line has no end: torn by a crash, or cut.');
  const entries = progress?.tree.size ?? 0;
  return {
    link: progress?.next,
    entries,
    heads,
    unsealed: entries - sealed,
    unsealedAt: unsealed,
    archived: [],
  };
}

async function checkArchived(
  segment: SegmentReader,
  month: string,
  keys: HeadKeys,
  link: Link | undefined,
  isNewest: boolean,
): Promise<CheckedPart> {
  const { last, heads } = await lastHead(segment, month, keys, 'all');
  // In a month that was begun nothing may have been written: then the next one follows the one before. The newest is never archived.
  if (last === undefined && !isNewest) return { link, entries: 0, heads: 0, unsealed: 0, archived: [month] };
  if (last === undefined) {
    throw new BrokenLogError(
      'LOST_HEAD',
      segment.place(month, 'heads', 1),
      'the month was archived without a head.',
    );
  }
  const { first, previous } = last.head;
  if (link !== undefined && (link.sequence !== first || link.previous !== previous)) {
    throw new BrokenLogError('ALTERED', last.place, 'the head does not follow the month before.');
  }
  return { link: linkAfter(last.head), entries: 0, heads, unsealed: 0, archived: [month] };
}

/** The link that the heads of some months lead to, as far as they tell: one in which nothing was written has none. */
async function linkBehind(
  segment: SegmentReader,
  months: readonly KeptMonth[],
  keys: HeadKeys,
): Promise<Link | undefined> {
  for (const { month } of months.toReversed()) {
    const { last } = await lastHead(segment, month, keys, 'last');
    if (last) return linkAfter(last.head);
  }
  return undefined;
}

/** Months are archived oldest first, and once their term is over: anything else is no archive. */
function missingMonth(segment: SegmentReader, month: string, why: string): BrokenLogError {
  return new BrokenLogError('MISSING', segment.place(month, 'entries', 1), `the month is missing, ${why}.`);
}

function unsealed(
  segment: SegmentReader,
  month: string,
  { entries, unsealed: count, link }: CheckedPart,
  why: string,
): BrokenLogError {
  return new BrokenLogError(
    'UNSEALED',
    segment.place(month, 'entries', entries - count + 1),
    `${why} from here no signed head covers it.`,
    link && link.sequence - count,
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
