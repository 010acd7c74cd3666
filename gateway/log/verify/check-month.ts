import { readChainedLine, type ChainedEntry } from '../chained-entry.ts';
import { addEntry, beginMonth, headOf, type Link, type MonthProgress } from '../month-progress.ts';
import { leafHash } from '../proof/merkle-tree.ts';
import type { HeadKeys } from '../proof/signed-head.ts';
import { beginning, type MonthEnds, type Place, type SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from './broken-log-error.ts';
import { openHeadQueue, type HeadChoice, type HeadQueue, type PlacedHead } from './head-queue.ts';
import { readSigned, type MonthPart } from './read-signed.ts';
import type { TimeSpan } from './time-span.ts';

/** What holds of a month whose entries are at hand. */
export interface CheckedMonth {
  /** Undefined for a month without entries of which no link is known either. */
  readonly progress: MonthProgress | undefined;
  readonly heads: number;
  /** How many of its entries a signed head covers. */
  readonly sealed: number;
  /** From when to when the entries are that none covers, as they say. */
  readonly unsealed: TimeSpan | undefined;
  /** Where the last line has no end. */
  readonly torn: string | undefined;
  readonly ends: MonthEnds;
}

/** What a month is checked against. */
export interface MonthCheck {
  readonly keys: HeadKeys;
  /** The link at which it must begin; undefined where nothing is known, and its first entry is believed. */
  readonly link: Link | undefined;
  /**
   * Which of its heads are looked at. Where it is the last, the lines that it covers are compared with it as they are, and not read
   * one by one unless they differ.
   */
  readonly choice: HeadChoice;
  /** The beginning of it, which is not read again, and the place before a head that covers it; all is read if left out. */
  readonly known?: (MonthPart & { readonly heads: Place }) | undefined;
  /** Is told of each entry that was read. */
  readonly onEntry?: () => void;
}

/** An entry that was read, and whether the next one will confirm it. */
interface Suspect {
  readonly number: number;
  readonly progress: MonthProgress;
}

/**
 * Checks the entries of a month: form, sequence, chain, and the tree against each signed head. Nothing of them is kept.
 *
 * @throws BrokenLogError that names the first bad line
 */
export async function checkMonth(
  segment: SegmentReader,
  month: string,
  { keys, link, choice, known, onEntry }: MonthCheck,
): Promise<CheckedMonth> {
  // Heads that are written meanwhile may cover entries that are not read any more: so these are opened first.
  const heads = await openHeadQueue(segment, month, keys, choice, known?.heads);
  const from = known ?? (link && { progress: beginMonth(segment.gateway, month, link), behind: beginning });
  const signed = from && choice === 'last' ? await readSigned(segment, from, heads.front()?.head) : undefined;
  if (signed) await heads.next();
  let { progress, behind }: Partial<MonthPart> & Pick<MonthPart, 'behind'> = signed ??
    from ?? { behind: beginning };
  let sealed = signed?.progress.tree.size ?? 0;
  let unsealed: TimeSpan | undefined;
  let torn: string | undefined;
  let suspect: Suspect | undefined;
  for await (const { number, bytes, isWhole, end } of segment.entries(month, behind)) {
    const place = segment.place(month, 'entries', number);
    if (suspect) throw changed(segment, suspect, bytes);
    if (!isWhole) {
      torn = place;
      break;
    }
    const read = readLine(bytes, place, progress?.next.sequence);
    behind = end;
    progress ??= beginMonth(segment.gateway, month, read);
    checkPlace(read, progress, place);
    const isLinked = read.previous === progress.next.previous;
    if (!isLinked && number === 1) {
      throw new BrokenLogError(
        'ALTERED',
        place,
        'it does not follow the last entry of the month before.',
        read.sequence,
      );
    }
    progress = addEntry(progress, leafHash(bytes));
    unsealed = { from: unsealed?.from ?? read.entry.at, to: read.entry.at };
    if (!isLinked) suspect = { number, progress };
    else if (await checkHead(heads, progress, place)) [sealed, unsealed] = [number, undefined];
    onEntry?.();
  }
  const missing = heads.front();
  if (suspect) throw changed(segment, suspect, missing);
  if (missing) {
    throw new BrokenLogError(
      'MISSING',
      segment.place(month, 'entries', behind.lines + 1),
      `entries are missing: a head was signed over ${missing.head.size}, and there are ${progress?.tree.size ?? 0} (${missing.place}).`,
      missing.head.first + (progress?.tree.size ?? 0),
    );
  }
  const ends = { entries: behind, heads: heads.end() };
  return { progress, heads: heads.passed(), sealed, unsealed, torn: torn ?? heads.torn(), ends };
}

/** @param due sequence that the entry should have */
function readLine(bytes: Uint8Array, place: string, due: number | undefined): ChainedEntry {
  try {
    return readChainedLine(bytes);
  } catch (error) {
    throw new BrokenLogError(
      'ALTERED',
      place,
      `${error instanceof Error ? error.message : 'it cannot be read'}.`,
      due,
    );
  }
}

function checkPlace(
  { gateway, sequence, entry }: ChainedEntry,
  progress: MonthProgress,
  place: string,
): void {
  const due = progress.next.sequence;
  if (gateway !== progress.gateway)
    throw new BrokenLogError('ALTERED', place, 'it is of another gateway.', due);
  if (sequence !== due) {
    const what = sequence > due ? 'entries before it are missing' : 'it was there before';
    throw new BrokenLogError('MISSING', place, `entry ${due} is due: ${what}.`, sequence);
  }
  if (!(typeof entry.at === 'string' && entry.at.slice(0, 7) <= progress.month)) {
    throw new BrokenLogError('ALTERED', place, 'it is of a later month.', due);
  }
}

/** @returns whether a head was due here */
async function checkHead(heads: HeadQueue, progress: MonthProgress, place: string): Promise<boolean> {
  const front = heads.front();
  if (front?.head.size !== progress.tree.size) return false;
  const { head } = front;
  const now = headOf(progress, head.at);
  if (now.first !== head.first || now.previous !== head.previous) {
    throw new BrokenLogError('ALTERED', front.place, 'the head does not begin where the month does.');
  }
  if (now.last !== head.last || now.root !== head.root) {
    throw new BrokenLogError(
      'ALTERED',
      place,
      `it is not what was signed (${front.place}).`,
      progress.next.sequence - 1,
    );
  }
  await heads.next();
  return true;
}

/**
 * Two neighbours do not fit. When the second is what comes after it says it is, the first was changed; else the second.
 *
 * @param after the next line, or the head that covers the second as the last
 */
function changed(
  segment: SegmentReader,
  { number, progress }: Suspect,
  after: Uint8Array | PlacedHead | undefined,
): BrokenLogError {
  const confirmed = after instanceof Uint8Array ? previousIn(after) : after?.head.last;
  const back = confirmed === undefined || confirmed === progress.next.previous ? 1 : 0;
  const place = segment.place(progress.month, 'entries', number - back);
  return new BrokenLogError(
    'ALTERED',
    place,
    'it was changed: the chain breaks here.',
    progress.next.sequence - 1 - back,
  );
}

function previousIn(line: Uint8Array): string | undefined {
  try {
    return readChainedLine(line).previous;
  } catch {
    return undefined;
  }
}
