import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

const leafPrefix = '\0';
const nodePrefix = Uint8Array.of(1);

/** Hash of a leaf (RFC 9162, 2.1.1): SHA-256 of 0x00 and the data, text as UTF-8. */
export function leafHash(data: string | Uint8Array): Hash {
  const leaf = typeof data === 'string' ? leafPrefix + data : Buffer.concat([Buffer.from(leafPrefix), data]);
  return digest(leaf);
}

/** Hash of an inner node: SHA-256 of 0x01 and both children. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return digest(Buffer.concat([nodePrefix, left, right]));
}

/** As bytes out of Node's pool: memory of its own for each costs as much as the digest, twice and more for every entry. */
function digest(data: string | Uint8Array): Hash {
  return Buffer.from(hash('sha256', data, 'latin1'), 'latin1');
}

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = digest('');

/** What is left of a tree whose leaves are forgotten, and all that it takes to add more: its largest full subtrees. */
export interface Frontier {
  readonly size: number;
  /** Roots of full subtrees, the largest and leftmost first: one for each bit of the size. */
  readonly subtrees: readonly Hash[];
}

/** The tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, subtrees: [] };

/** The tree with one leaf more. */
export function addLeaf({ size, subtrees }: Frontier, leaf: Hash): Frontier {
  const grown = [...subtrees];
  let right = leaf;
  // Two full subtrees of one size are one of twice that size.
  for (let count = size; count % 2 === 1; count = (count - 1) / 2) {
    right = nodeHash(grown.pop() ?? emptyRoot, right);
  }
  grown.push(right);
  return { size: size + 1, subtrees: grown };
}

/** Root of the tree. */
export function rootOf({ subtrees }: Frontier): Hash {
  return subtrees.length === 0 ? emptyRoot : subtrees.reduceRight((right, left) => nodeHash(left, right));
}
