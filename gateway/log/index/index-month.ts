import { createLocalJWKSet } from 'jose';
import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { readChainedLine } from '../chained-entry.ts';
import type { TreeHead } from '../month-progress.ts';
import { leafHash, type Hash } from '../proof/merkle-tree.ts';
import { readSignedHead } from '../proof/signed-head.ts';
import { beginning, type Place, type SegmentReader } from '../segment/segment.ts';
import { logRow, type LogRow } from './log-row.ts';
import { addToTiles, type Tile } from './tree-tiles.ts';

/** How far a month of a gateway is in the index. */
export interface MonthMark extends Stored {
  /** Behind the entries that are in the index for good, since a head covers them. */
  readonly entries: Place;
  /** Behind the heads that were read. */
  readonly heads: Place;
  /** The newest head whose entries are all in the index, as a compact JWS, and what it covers. */
  readonly head?: Pick<TreeHead, 'first' | 'size' | 'root'> & { readonly jws: string };
  /** Nothing will be added to it. */
  readonly isOver: boolean;
}

export const monthMarks: CollectionSpec<MonthMark> = { name: 'indexMarks', indexes: [] };

/** Where an index is kept. */
export interface IndexCollections {
  readonly rows: Collection<LogRow>;
  readonly tiles: Collection<Tile>;
  readonly marks: Collection<MonthMark>;
  /** Whether reading is to end at the next whole step. */
  readonly isStopped: () => boolean;
}

/** Entries that are held in memory at once. */
const batch = 1_000;

/** The mark of a month of which nothing was read, and which is not stored. */
export function newMark(tree: string): MonthMark {
  return { id: tree, version: 0, entries: beginning, heads: beginning, isOver: false };
}

/** How the tree of a month is named. */
export function treeOf(gateway: string, month: string): string {
  return `${gateway} ${month}`;
}

/**
 * Takes into the index what was added to a month since it was last read. Whatever ends it half-way, the next time goes
 * on: each step may be done twice.
 *
 * What no head covers yet its writer may still take away, and write something else in its place (decision 0177). It is found at
 * once, and read again each time; it goes into the tree when a head covers it.
 *
 * @param isOver whether nothing can be added to the month any more
 */
export async function indexMonth(
  index: IndexCollections,
  segment: SegmentReader,
  month: string,
  stored: MonthMark,
  isOver: boolean,
): Promise<void> {
  // Heads are read first: what they cover was written before them, and is read below.
  const head = await newestHead(segment, month, stored);
  const covered = (head.head ?? stored.head)?.size ?? 0;
  let mark = stored;
  let rows: LogRow[] = [];
  let hashes: Hash[] = [];
  async function flush(entries: Place): Promise<void> {
    if (rows.length === 0) return;
    await insertRows(index.rows, rows);
    if (hashes.length > 0) {
      await addToTiles(index.tiles, stored.id, entries.lines - hashes.length, hashes);
      mark = await moveMark(index.marks, { ...mark, entries });
    }
    [rows, hashes] = [[], []];
  }
  let place = mark.entries;
  for await (const { bytes, end, isWhole } of segment.entries(month, place)) {
    if (!isWhole) break;
    const isCovered = end.lines <= covered;
    // The first that no head covers: with it the places for good end.
    if (!isCovered && hashes.length > 0) await flush(place);
    const hash = leafHash(bytes);
    rows.push(logRow(readChainedLine(bytes), Buffer.from(hash).toString('base64url'), month, place));
    if (isCovered) hashes.push(hash);
    place = end;
    if (rows.length === batch) await flush(place);
    if (index.isStopped()) return;
  }
  await flush(place);
  const isDone = isOver && place.lines === mark.entries.lines;
  if (head.heads.lines === mark.heads.lines && isDone === mark.isOver) return;
  await moveMark(index.marks, { ...mark, ...head, isOver: isDone });
}

async function newestHead(
  segment: SegmentReader,
  month: string,
  mark: MonthMark,
): Promise<Pick<MonthMark, 'heads' | 'head'>> {
  let newest: string | undefined;
  let { heads } = mark;
  for await (const { bytes, end, isWhole } of segment.heads(month, heads)) {
    if (!isWhole) break;
    newest = Buffer.from(bytes).toString();
    heads = end;
  }
  if (newest === undefined) return { heads };
  const { first, size, root } = await readSignedHead(newest, createLocalJWKSet(await segment.keys()));
  return { heads, head: { jws: newest, first, size, root } };
}

/** Rows that are there already were put there by somebody who reads the same log. */
async function insertRows(rows: Collection<LogRow>, fresh: readonly LogRow[]): Promise<void> {
  try {
    await rows.insertMany(fresh);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    const known = await rows.getMany(fresh.map(({ id }) => id));
    const missing = fresh.filter(({ id }) => !known.has(id));
    if (missing.length > 0) await insertRows(rows, missing);
  }
}

/** The mark as it is kept then; one that another gateway has moved further stays there. */
async function moveMark(marks: Collection<MonthMark>, mark: MonthMark): Promise<MonthMark> {
  try {
    if (mark.version > 0) return await marks.replace(mark);
    const first = { ...mark, version: 1 };
    await marks.insert(first);
    return first;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
    const stored = await marks.get(mark.id);
    if (stored === undefined || stored.entries.lines >= mark.entries.lines) return stored ?? mark;
    return moveMark(marks, { ...mark, version: stored.version });
  }
}
