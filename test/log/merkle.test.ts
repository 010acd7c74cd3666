import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inclusionSpans, provesInclusion } from '../../gateway/log/proof/merkle-proof.ts';
import {
  addLeaf,
  emptyFrontier,
  emptyRoot,
  leafHash,
  nodeHash,
  rootOf,
  type Hash,
} from '../../gateway/log/proof/merkle-tree.ts';
import { proofOver } from './proof-by-leaves.ts';

/** The leaves and roots with which the implementations of Certificate Transparency test themselves. */
const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = Array.from({ length: 70 }, (_, number) => leafHash(`leaf ${number}`));
const tree = (size: number) => ({ size, root: rootOf(leaves.slice(0, size).reduce(addLeaf, emptyFrontier)) });
const twoSizes = fc
  .tuple(fc.integer({ min: 1, max: leaves.length }), fc.integer({ min: 1, max: leaves.length }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const leafOfTree = twoSizes.map(([index, size]) => [index - 1, size] as const);

describe('the tree over the entries', () => {
  it('has the roots that RFC 9162 gives it', () => {
    expect(Buffer.from(emptyRoot).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    let frontier = emptyFrontier;
    const roots = knownLeaves.map((leaf) => {
      frontier = addLeaf(frontier, leafHash(Buffer.from(leaf, 'hex')));
      return Buffer.from(rootOf(frontier)).toString('hex');
    });
    expect(roots).toEqual(knownRoots);
  });

  it('has the root of the recursive definition (RFC 9162, 2.1.1)', () => {
    for (let size = 0; size <= leaves.length; size++) {
      expect(tree(size).root).toEqual(definedRoot(leaves.slice(0, size)));
    }
  });

  it('proves every leaf, to the algorithm of RFC 9162 as well', () => {
    fc.assert(
      fc.property(leafOfTree, ([index, size]) => {
        const proof = proofOver(inclusionSpans(index, size), leaves);
        const leaf = leaves[index] ?? emptyRoot;
        expect(provesInclusion(leaf, index, tree(size), proof)).toBe(true);
        expect(rootByInclusion(leaf, index, size, proof)).toEqual(tree(size).root);
      }),
    );
  });

  it('proves nothing for another leaf, place, size or root, or with a proof that was touched', () => {
    fc.assert(
      fc.property(leafOfTree, fc.nat(), ([index, size], choice) => {
        const proof = proofOver(inclusionSpans(index, size), leaves);
        const leaf = leaves[index] ?? emptyRoot;
        const { root } = tree(size);
        expect(provesInclusion(emptyRoot, index, { size, root }, proof)).toBe(false);
        expect(provesInclusion(leaf, index, { size, root: emptyRoot }, proof)).toBe(false);
        expect(provesInclusion(leaf, size, { size, root }, proof)).toBe(false);
        expect(provesInclusion(leaf, -1, { size, root }, proof)).toBe(false);
        expect(provesInclusion(leaf, index, { size, root }, [...proof, emptyRoot])).toBe(false);
        if (proof.length === 0) return;
        expect(provesInclusion(leaf, index, { size, root }, proof.slice(1))).toBe(false);
        expect(provesInclusion(leaf, index, { size, root }, touched(proof, choice))).toBe(false);
      }),
    );
  });

  it('says which leaves there are not, and when leaves are missing for a proof', () => {
    expect(() => inclusionSpans(3, 3)).toThrow(RangeError);
    expect(() => inclusionSpans(0, 2 ** 60)).toThrow(RangeError);
    expect(() => proofOver(inclusionSpans(0, 5), leaves.slice(0, 4))).toThrow(RangeError);
  });
});

function touched(proof: readonly Hash[], choice: number): readonly Hash[] {
  return proof.with(choice % proof.length, emptyRoot);
}

/** MTH of RFC 9162, 2.1.1, over hashes of leaves. */
function definedRoot(hashes: readonly Hash[]): Hash {
  const [only] = hashes;
  if (only === undefined) return emptyRoot;
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(definedRoot(hashes.slice(0, split)), definedRoot(hashes.slice(split)));
}

/** RFC 9162, 2.1.3.2, step by step. */
function rootByInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash {
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if ((fn & 1) === 1 || fn === sn) {
      r = nodeHash(p, r);
      while ((fn & 1) === 0 && fn !== 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  expect(sn).toBe(0);
  return r;
}
