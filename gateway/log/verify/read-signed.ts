import { addEntry, headOf, type MonthProgress, type TreeHead } from '../month-progress.ts';
import { addLeaf, leafHash } from '../proof/merkle-tree.ts';
import type { Place, SegmentReader } from '../segment/segment.ts';

/**
 * Reads the entries that a signed head covers. That the root over their bytes is the signed one proves each of them; to read what
 * they say would cost most of a check.
 *
 * @param began the month as it has to begin
 * @returns how far the month has got, and where; undefined where it is not what was signed: what is wrong, another check says
 */
export async function readSigned(
  segment: SegmentReader,
  began: MonthProgress,
  head: TreeHead | undefined,
): Promise<{ readonly progress: MonthProgress; readonly behind: Place } | undefined> {
  const { sequence, previous } = began.next;
  if (head?.first !== sequence || head.previous !== previous) return undefined;
  let { tree } = began;
  for await (const { bytes, isWhole, end } of segment.entries(began.month)) {
    if (!isWhole) return undefined;
    const leaf = leafHash(bytes);
    if (tree.size + 1 < head.size) {
      tree = addLeaf(tree, leaf);
      continue;
    }
    const next = { sequence: sequence + tree.size, previous };
    const progress = addEntry({ ...began, next, tree }, leaf);
    const { last, root } = headOf(progress, head.at);
    return last === head.last && root === head.root ? { progress, behind: end } : undefined;
  }
  return undefined;
}
