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

/**
 * The subtrees whose roots prove that the tree of `first` leaves is the beginning of that of `second` (RFC 9162,
 * 2.1.4.1).
 *
 * @throws RangeError when the first is empty or larger than the second
 */
export function consistencySpans(first: number, second: number): readonly Span[] {
  if (!Number.isSafeInteger(second) || !Number.isSafeInteger(first) || first < 1 || first > second) {
    throw new RangeError(`A tree of ${first} leaves is no beginning of one of ${second}.`);
  }
  return beginning(first, { start: 0, end: second }, true);
}

/** @param isKnown whether the subtree is the whole first tree, whose root the verifier has */
function beginning(first: number, span: Span, isKnown: boolean): readonly Span[] {
  if (first === span.end) return isKnown ? [] : [span];
  const [left, right] = halves(span);
  return first <= right.start
    ? [...beginning(first, left, isKnown), right]
    : [...beginning(first, right, false), left];
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

/** Whether a proof shows that the first tree is the beginning of the second. */
export function provesConsistency(
  first: { readonly size: number; readonly root: Hash },
  second: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!(first.size >= 1 && first.size <= second.size)) return false;
  const spans = consistencySpans(first.size, second.size);
  if (spans.length !== proof.length) return false;
  const known = new Map(spans.map((span, step) => [nameOf(span), proof[step]]));
  // A first tree that stands in the second as one subtree is not proven again: its root is known.
  const isWhole = spans.every(({ start }) => start >= first.size);
  if (isWhole) known.set(nameOf({ start: 0, end: first.size }), first.root);
  const rebuild = (span: Span): Hash => {
    const root = known.get(nameOf(span));
    if (root !== undefined) return root;
    const [left, right] = halves(span);
    return nodeHash(rebuild(left), rebuild(right));
  };
  return (
    isSame(rebuild({ start: 0, end: first.size }), first.root) &&
    isSame(rebuild({ start: 0, end: second.size }), second.root)
  );
}

function nameOf({ start, end }: Span): string {
  return `${start} ${end}`;
}

function isSame(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}
