import {
  addLeaf,
  emptyFrontier,
  rootOf,
  type Frontier,
  type Hash,
} from '../../gateway/log/proof/merkle-tree.ts';
import type { Span } from '../../gateway/log/proof/merkle-proof.ts';

/** Collects the roots of some subtrees while the leaves pass by: nothing else is kept of them. */
export interface ProofCollector {
  /** Takes the next leaf of the tree. */
  add(leaf: Hash): void;
  /** The roots in the order of the spans. @throws RangeError when too few leaves have passed */
  proof(): readonly Hash[];
}

/** @param spans subtrees of which no two share a leaf, as those of a proof */
export function collectProof(spans: readonly Span[]): ProofCollector {
  const ascending = spans.map((span, place) => ({ ...span, place })).toSorted((a, b) => a.start - b.start);
  const subtrees: Frontier[] = spans.map(() => emptyFrontier);
  let next = 0;
  let at = 0;
  return {
    add(leaf) {
      const span = ascending[next];
      if (span !== undefined && at >= span.start) {
        subtrees[span.place] = addLeaf(subtrees[span.place] ?? emptyFrontier, leaf);
        if (at + 1 === span.end) next += 1;
      }
      at += 1;
    },
    proof() {
      if (next < ascending.length)
        throw new RangeError(`The proof needs more leaves than the ${at} there are.`);
      return subtrees.map(rootOf);
    },
  };
}

/** The proof over leaves that are at hand. @throws RangeError when they are too few */
export function proofOver(spans: readonly Span[], leaves: Iterable<Hash>): readonly Hash[] {
  const collector = collectProof(spans);
  for (const leaf of leaves) collector.add(leaf);
  return collector.proof();
}
