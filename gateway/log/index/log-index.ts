import type { JSONWebKeySet } from 'jose';
import type { Range, Store } from '../../../subgraphs/kit/store/port.ts';
import { readChainedLine, type ChainedEntry } from '../chained-entry.ts';
import { inclusionSpans, provesInclusion } from '../proof/merkle-proof.ts';
import { leafHash } from '../proof/merkle-tree.ts';
import type { Receipt } from '../receipt.ts';
import type { SegmentReader } from '../segment/segment.ts';
import { indexMonth, monthMarks, newMark, treeOf, type IndexCollections } from './index-month.ts';
import { logRows, type LogRow } from './log-row.ts';
import { rootOfSpan, treeTiles } from './tree-tiles.ts';

/**
 * Finds entries of the log by data subject, client, officer, coordinate and case, and proves them. What it says is read
 * from the log itself; of its own it has places and hashes only.
 */
export interface LogIndex {
  /** Takes in what any gateway has written since; those who ask at the same time share one reading. */
  catchUp(): Promise<void>;
  /** Rows along an index of `logRows`. */
  find(range: Range): Promise<readonly LogRow[]>;
  /**
   * The entry of a row; undefined when its month was archived, or when its writer took it away before it was done.
   *
   * @throws Error when the log is not what it was
   */
  read(row: LogRow): Promise<LoggedEntry | undefined>;
  /** The receipt of an entry; undefined while no signed head covers it. */
  receipt(entry: LoggedEntry): Promise<Receipt | undefined>;
  /** The public keys that the gateways say they signed with. */
  keys(): Promise<JSONWebKeySet>;
  /** Ends the reading that is under way; the next index over the same store goes on from there. */
  stop(): Promise<void>;
}

/** An entry as it stands in the log. */
export interface LoggedEntry {
  readonly row: LogRow;
  /** The line, exactly. */
  readonly line: string;
  readonly chained: ChainedEntry;
}

/**
 * Opens an index. Made over an empty store it is made anew; several gateways may share one, or have one each.
 *
 * @param store keeps it; whoever opened it closes it
 * @param segments those that there are at the moment of the question
 */
export async function openLogIndex(
  store: Store,
  segments: () => Promise<readonly SegmentReader[]>,
): Promise<LogIndex> {
  let isStopped = false;
  const index: IndexCollections = {
    rows: await store.collection(logRows),
    tiles: await store.collection(treeTiles),
    marks: await store.collection(monthMarks),
    isStopped: () => isStopped,
  };
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  const readOn = () => indexSegments(index, segments);
  return {
    async catchUp() {
      // A reading that has begun may have passed what was written since: whoever comes now waits for the next one.
      waiting ??= (running ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          running = waiting;
          waiting = undefined;
          return readOn();
        });
      await waiting;
    },
    find: (range) => index.rows.find(range),
    async read(row) {
      const segment = (await segments()).find(({ gateway }) => gateway === row.gateway);
      return segment && readRow(segment, row, index);
    },
    async receipt({ row, line }) {
      const tree = treeOf(row.gateway, row.month);
      const head = (await index.marks.get(tree))?.head;
      if (head === undefined || row.sequence >= head.first + head.size) return undefined;
      const spans = inclusionSpans(row.sequence - head.first, head.size);
      const hashes = await Promise.all(spans.map((span) => rootOfSpan(index.tiles, tree, span)));
      const root = Buffer.from(head.root, 'base64url');
      const leaf = Buffer.from(row.hash, 'base64url');
      if (!provesInclusion(leaf, row.sequence - head.first, { size: head.size, root }, hashes))
        throw otherThanItWas(row);
      const proof = hashes.map((hash) => Buffer.from(hash).toString('base64url'));
      return { entry: line, head: head.jws, proof };
    },
    async keys() {
      const sets = await Promise.all((await segments()).map((segment) => segment.keys()));
      return { keys: sets.flatMap(({ keys }) => keys) };
    },
    async stop() {
      isStopped = true;
      await Promise.allSettled([running, waiting]);
    },
  };
}

/** A month is over for its gateway once a later one has begun. */
async function indexSegments(
  index: IndexCollections,
  segments: () => Promise<readonly SegmentReader[]>,
): Promise<void> {
  for (const segment of await segments()) {
    const kept = await segment.months();
    const marks = await index.marks.getMany(kept.map(({ month }) => treeOf(segment.gateway, month)));
    for (const [place, { month, hasEntries }] of kept.entries()) {
      const tree = treeOf(segment.gateway, month);
      const mark = marks.get(tree) ?? newMark(tree);
      if (mark.isOver || !hasEntries) continue;
      await indexMonth(index, segment, month, mark, place < kept.length - 1);
    }
  }
}

/** What else there is is asked for only where the entry is not found: to list the months costs more than to read one line. */
async function readRow(
  segment: SegmentReader,
  row: LogRow,
  index: IndexCollections,
): Promise<LoggedEntry | undefined> {
  const [read] = await Promise.allSettled([segment.entry(row.month, row.place)]);
  const bytes = read.status === 'fulfilled' ? read.value?.bytes : undefined;
  if (bytes && Buffer.from(leafHash(bytes)).toString('base64url') === row.hash) {
    return { row, line: Buffer.from(bytes).toString(), chained: readChainedLine(bytes) };
  }
  const kept = (await segment.months()).find(({ month }) => month === row.month);
  if (kept?.hasEntries !== true) return undefined;
  if (read.status === 'rejected') throw read.reason;
  // A head was never over it, so its writer may have taken it back.
  if ((await coveredLeaf(index, row)) !== row.hash) return undefined;
  throw otherThanItWas(row);
}

/** The leaf hash, base64url, of the entry that a head covers in the place of a row; undefined where none does yet. */
async function coveredLeaf(
  { marks, tiles }: IndexCollections,
  { gateway, month, place }: LogRow,
): Promise<string | undefined> {
  const tree = treeOf(gateway, month);
  const covered = (await marks.get(tree))?.entries.lines ?? 0;
  if (place.lines >= covered) return undefined;
  const leaf = await rootOfSpan(tiles, tree, { start: place.lines, end: place.lines + 1 });
  return Buffer.from(leaf).toString('base64url');
}

function otherThanItWas({ gateway, month }: LogRow): Error {
  return new Error(
    `Log: an entry of ${gateway} in ${month} is not what it was; run npm run log:verify, and delete the index if the log is whole.`,
  );
}
