import type { TreeHead } from '../month-progress.ts';
import { readSignedHead, type HeadKeys } from '../proof/signed-head.ts';
import { beginning, type Line, type Place, type SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from './broken-log-error.ts';

/** A head whose signature is good, and where it is. */
export interface PlacedHead {
  readonly head: TreeHead;
  /** As it stands there: compact JWS. */
  readonly jws: string;
  readonly place: string;
}

/** Which heads of a month are looked at: the last covers all that the others do. */
export type HeadChoice = 'all' | 'last';

/** The signed heads of a month, one after the other. */
export interface HeadQueue {
  /** The one at the front; undefined after the last. */
  readonly front: () => PlacedHead | undefined;
  /** @throws BrokenLogError when the next is not signed, or not of this month, or covers no more than the one before */
  readonly next: () => Promise<void>;
  /** How many were passed. */
  readonly passed: () => number;
  /** Where the last line has no end. */
  readonly torn: () => string | undefined;
  /** Behind the last whole line that was looked at. */
  readonly end: () => Place;
}

/**
 * @param from the heads before are not looked at
 * @throws BrokenLogError as `next`
 */
export async function openHeadQueue(
  segment: SegmentReader,
  month: string,
  keys: HeadKeys,
  choice: HeadChoice,
  from: Place = beginning,
): Promise<HeadQueue> {
  const stored = segment.heads(month, from);
  const lines = (choice === 'all' ? stored : lastOf(stored))[Symbol.asyncIterator]();
  let front: PlacedHead | undefined;
  let passed = -1;
  let torn: string | undefined;
  let end = from;
  async function advance(): Promise<void> {
    const { value, done } = await lines.next();
    const before = front?.head.size ?? 0;
    front = undefined;
    passed += 1;
    if (done) return;
    const place = segment.place(month, 'heads', value.number);
    if (!value.isWhole) {
      torn = place;
      return;
    }
    end = value.end;
    const jws = Buffer.from(value.bytes).toString('latin1');
    const head = await readSignedHead(jws, keys).catch((error: unknown) => {
      throw new BrokenLogError('FORGED_HEAD', place, `the head does not count: ${messageOf(error)}.`);
    });
    if (head.gateway !== segment.gateway || head.month !== month) {
      throw new BrokenLogError('FORGED_HEAD', place, 'the head is of another gateway or month.');
    }
    if (head.size <= before)
      throw new BrokenLogError('FORGED_HEAD', place, 'the head covers no more than the one before.');
    front = { head, jws, place };
  }
  await advance();
  return { front: () => front, next: advance, passed: () => passed, torn: () => torn, end: () => end };
}

/**
 * The last signed head of a month; undefined when it has none.
 *
 * @param from the heads before are not looked at
 * @throws BrokenLogError
 */
export async function lastHead(
  segment: SegmentReader,
  month: string,
  keys: HeadKeys,
  choice: HeadChoice,
  from?: Place,
): Promise<{ readonly last: PlacedHead | undefined; readonly heads: number }> {
  const queue = await openHeadQueue(segment, month, keys, choice, from);
  let last: PlacedHead | undefined;
  for (let front = queue.front(); front !== undefined; front = queue.front()) {
    last = front;
    await queue.next();
  }
  return { last, heads: queue.passed() };
}

/** The last whole line, and one without an end behind it. */
async function* lastOf(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let last: Line | undefined;
  let torn: Line | undefined;
  for await (const line of lines) {
    if (line.isWhole) last = line;
    else torn = line;
  }
  if (last) yield last;
  if (torn) yield torn;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read';
}
