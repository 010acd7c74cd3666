import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { halves, type Span } from '../proof/merkle-proof.ts';
import { addLeaf, emptyFrontier, nodeHash, rootOf, type Hash } from '../proof/merkle-tree.ts';

/** Hashes beside each other in a tree. */
export interface Tile extends Stored {
  /** Base64url: leaves at level 0, else the roots of full tiles of the level below. */
  readonly hashes: readonly string[];
}

/** Hashes of a full tile: eight levels of the tree, so that a proof over millions of leaves takes few tiles. */
const width = 256;

export const treeTiles: CollectionSpec<Tile> = { name: 'indexTiles', indexes: [] };

/**
 * Keeps the hashes of a tree, so that a proof is made without the entries.
 *
 * @param tree name of the tree
 * @param from place of the first of the hashes; those before it are there
 */
export async function addToTiles(
  tiles: Collection<Tile>,
  tree: string,
  from: number,
  hashes: readonly Hash[],
  level = 0,
): Promise<void> {
  const full: Hash[] = [];
  for (let place = from; place < from + hashes.length;) {
    const inTile = place % width;
    const fresh = hashes.slice(place - from, place - from + width - inTile);
    const texts = await extendTile(tiles, tileId(tree, level, place), inTile, fresh.map(toText));
    if (texts.length === width) full.push(rootOf(texts.map(toHash).reduce(addLeaf, emptyFrontier)));
    place += fresh.length;
  }
  if (full.length > 0) await addToTiles(tiles, tree, Math.floor(from / width), full, level + 1);
}

/** The root of a subtree of which all leaves are in the tiles. @throws RangeError when they are not */
export async function rootOfSpan(tiles: Collection<Tile>, tree: string, span: Span): Promise<Hash> {
  const known = new Map<string, Promise<Tile | undefined>>();
  async function hashAt(level: number, place: number): Promise<Hash> {
    const id = tileId(tree, level, place);
    const tile = await known.getOrInsertComputed(id, () => tiles.get(id));
    const text = tile?.hashes[place % width];
    if (text === undefined) throw new RangeError('The tiles do not have all leaves of the tree.');
    return toHash(text);
  }
  async function rootBelow(part: Span): Promise<Hash> {
    const level = Math.log2(part.end - part.start) / Math.log2(width);
    if (Number.isInteger(level) && part.start % width ** level === 0) {
      return hashAt(level, part.start / width ** level);
    }
    const [left, right] = halves(part);
    return nodeHash(await rootBelow(left), await rootBelow(right));
  }
  return rootBelow(span);
}

/** @returns what the tile holds then */
async function extendTile(
  tiles: Collection<Tile>,
  id: string,
  known: number,
  fresh: readonly string[],
): Promise<readonly string[]> {
  const stored = await tiles.get(id);
  const hashes = [...(stored?.hashes.slice(0, known) ?? []), ...fresh];
  // Another gateway that makes the same index was here first: the tree is the same for all of them.
  if (stored && stored.hashes.length >= hashes.length) return stored.hashes;
  try {
    if (stored) await tiles.replace({ ...stored, hashes });
    else await tiles.insert({ id, version: 1, hashes });
    return hashes;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
    return extendTile(tiles, id, known, fresh);
  }
}

function tileId(tree: string, level: number, place: number): string {
  return `${tree} ${level} ${Math.floor(place / width)}`;
}

function toText(hash: Hash): string {
  return Buffer.from(hash).toString('base64url');
}

function toHash(text: string): Hash {
  return Buffer.from(text, 'base64url');
}
