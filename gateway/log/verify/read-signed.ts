import { addEntry, headOf, type MonthProgress, type TreeHead } from '../month-progress.ts';
import { addLeaf, leafHash } from '../proof/merkle-tree.ts';
import type { Place, SegmentReader } from '../segment/segment.ts';

/** How far a month was read. */
export interface MonthPart {
  readonly progress: MonthProgress;
  /** Behind its last entry. */
  readonly behind: Place;
}

/**
 * Reads the entries that a signed head covers. That the root over their bytes is the signed one proves each of them; to read what
 * they say would cost most of a check.
 *
 * @param from what is known of the month: the rest is read
 * @returns how far the month has got, and where; undefined where it is not what was signed: what is wrong, another check says
 */
export async function readSigned(
  segment: SegmentReader,
  from: MonthPart,
  head: TreeHead | undefined,
): Promise<MonthPart | undefined> {
  const { began, month } = from.progress;
  if (head?.first !== began.sequence || head.previous !== began.previous) return undefined;
  if (head.size === from.progress.tree.size) return isOf(from.progress, head) ? from : undefined;
  let { tree } = from.progress;
  for await (const { bytes, isWhole, end } of segment.entries(month, from.behind)) {
    if (!isWhole) return undefined;
    const leaf = leafHash(bytes);
    if (tree.size + 1 < head.size) {
      tree = addLeaf(tree, leaf);
      continue;
    }
    const next = { sequence: began.sequence + tree.size, previous: from.progress.next.previous };
    const progress = addEntry({ ...from.progress, next, tree }, leaf);
    return isOf(progress, head) ? { progress, behind: end } : undefined;
  }
  return undefined;
}

function isOf(progress: MonthProgress, head: TreeHead): boolean {
  const { size, last, root } = headOf(progress, head.at);
  return size === head.size && last === head.last && root === head.root;
}
