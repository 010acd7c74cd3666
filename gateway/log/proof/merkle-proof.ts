import { nodeHash, type Hash } from './merkle-tree.ts';

/** The leaves of a subtree: from `start`, before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The subtrees whose roots prove that a leaf is in the tree of `size` leaves, from the leaf up (RFC 9162, 2.1.3.1).
 *
 * @throws RangeError when there is no such leaf
 */
export function inclusionSpans(index: number, size: number): readonly Span[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  }
  return pathTo(index, { start: 0, end: size });
}

function pathTo(index: number, span: Span): readonly Span[] {
  if (span.end - span.start === 1) return [];
  const [left, right] = halves(span);
  return index < right.start ? [...pathTo(index, left), right] : [...pathTo(index, right), left];
}

/** The left half of a subtree is the largest full one that leaves something for the right. */
export function halves({ start, end }: Span): readonly [Span, Span] {
  let width = 1;
  while (width * 2 < end - start) width *= 2;
  return [
    { start, end: start + width },
    { start: start + width, end },
  ];
}

/** Whether a proof shows that a leaf is in the tree with this root. */
export function provesInclusion(
  leaf: Hash,
  index: number,
  tree: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!(index >= 0 && index < tree.size)) return false;
  const spans = inclusionSpans(index, tree.size);
  if (spans.length !== proof.length) return false;
  const root = proof.reduce((node, sibling, step) => {
    const isRight = (spans[step]?.start ?? 0) > index;
    return isRight ? nodeHash(node, sibling) : nodeHash(sibling, node);
  }, leaf);
  return isSame(root, tree.root);
}

function isSame(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}
