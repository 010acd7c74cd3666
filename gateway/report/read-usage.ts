import { readChainedLine } from '../log/chained-entry.ts';
import { leafHash } from '../log/proof/merkle-tree.ts';
import type { SegmentReader } from '../log/segment/segment.ts';
import { countUsage, type Counts, type Days } from './usage.ts';

/** How far the log of one gateway was read. */
export interface ReadHead {
  readonly gateway: string;
  /** Number of the next entry: those before it were counted. */
  readonly upTo: number;
  /** Leaf hash of the last of them, base64url; it stands for all of them, since they are chained. */
  readonly last: string;
  /** Months whose entries are archived, and so are not counted. */
  readonly archived: readonly string[];
}

/** What a log tells of the use of data. */
export interface ReadUsage extends Counts {
  readonly heads: readonly ReadHead[];
}

/**
 * Reads a log once and counts; what it keeps grows with what is used, not with the log.
 *
 * @param upTo number of the next entry of a gateway at which reading ends; all that there are if left out
 * @throws Error for a line that is no entry
 */
export async function readUsage(
  segments: readonly SegmentReader[],
  days: Days,
  upTo: ReadonlyMap<string, number> = new Map(),
): Promise<ReadUsage> {
  const counter = countUsage(days);
  const heads: ReadHead[] = [];
  for (const segment of segments) {
    const limit = upTo.get(segment.gateway) ?? Number.POSITIVE_INFINITY;
    const head = await readSegment(segment, limit, (entry) => counter.add(entry));
    if (head) heads.push(head);
  }
  return { ...counter.counts(), heads };
}

async function readSegment(
  segment: SegmentReader,
  limit: number,
  add: ReturnType<typeof countUsage>['add'],
): Promise<ReadHead | undefined> {
  const months = await segment.months();
  const archived = months.filter(({ hasEntries }) => !hasEntries).map(({ month }) => month);
  let head: ReadHead | undefined;
  for (const { month } of months.filter(({ hasEntries }) => hasEntries)) {
    for await (const { bytes, isWhole, number } of segment.entries(month)) {
      if (!isWhole) break;
      const { entry, sequence } = parse(bytes, segment.place(month, 'entries', number));
      if (sequence >= limit) return head;
      add(entry);
      const last = Buffer.from(leafHash(bytes)).toString('base64url');
      head = { gateway: segment.gateway, upTo: sequence + 1, last, archived };
    }
  }
  return head;
}

function parse(bytes: Uint8Array, place: string): ReturnType<typeof readChainedLine> {
  try {
    return readChainedLine(bytes);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : 'it cannot be read'}.`, {
      cause: error,
    });
  }
}
