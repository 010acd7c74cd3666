import { rootOf, type Frontier } from '../proof/merkle-tree.ts';
import { readSignedHead } from '../proof/signed-head.ts';
import { readSignedJson, type JsonSigner, type LogKeys } from '../proof/signed-json.ts';
import type { TreeHead } from '../month-progress.ts';
import type { Place } from '../segment/segment.ts';

const frontierType = 'log-frontier+jws';

/** A place in a month up to which nothing has to be read again: what a signed head covers, and where it ends. */
export interface PlacedFrontier {
  /** The signed head: compact JWS, as it stands in the log. */
  readonly head: string;
  /** Before that head. */
  readonly headAt: Place;
  /** The tree that it covers. */
  readonly tree: Frontier;
  /** Before the last entry that it covers. */
  readonly entryAt: Place;
}

/** A frontier whose signatures are good, and whose tree is the one of its head. */
export interface SignedFrontier extends PlacedFrontier {
  /** What its head says. */
  readonly covered: TreeHead;
}

/** @returns compact JWS */
export function signFrontier(
  sign: JsonSigner,
  { tree: { subtrees }, ...placed }: PlacedFrontier,
): Promise<string> {
  return sign(frontierType, { ...placed, subtrees: subtrees.map((hash) => base64url(hash)) });
}

/**
 * Reads a signed frontier. The log it is about is not looked at.
 *
 * @throws Error that says in words what is wrong with it
 */
export async function readSignedFrontier(jws: string, keys: LogKeys): Promise<SignedFrontier> {
  const value = await readSignedJson(jws, keys, frontierType);
  if (!isFrontier(value)) throw new Error('what is signed is no frontier');
  const { subtrees, ...placed } = value;
  const covered = await readSignedHead(placed.head, keys).catch((error: unknown) => {
    throw new Error(`its head does not count: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  const tree = { size: covered.size, subtrees: subtrees.map((text) => Buffer.from(text, 'base64url')) };
  const isWhole = subtrees.length === bitsOf(covered.size) && base64url(rootOf(tree)) === covered.root;
  if (!isWhole || placed.entryAt.lines !== covered.size - 1) {
    throw new Error('its tree is not the one of its head');
  }
  return { ...placed, tree, covered };
}

interface FrontierPayload extends Omit<PlacedFrontier, 'tree'> {
  /** Base64url, the largest and leftmost first. */
  readonly subtrees: readonly string[];
}

function isFrontier(value: unknown): value is FrontierPayload {
  if (typeof value !== 'object' || value === null) return false;
  const { head, headAt, entryAt, subtrees } = value as Readonly<Record<string, unknown>>;
  return (
    typeof head === 'string' &&
    [headAt, entryAt].every(isPlace) &&
    Array.isArray(subtrees) &&
    subtrees.every((text) => typeof text === 'string')
  );
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { lines, group, offset } = value as Readonly<Record<string, unknown>>;
  return [lines, group, offset].every((count) => Number.isSafeInteger(count) && Number(count) >= 0);
}

/** A full subtree for each bit of the size; sizes are larger than what the operators on bits take. */
function bitsOf(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}

function base64url(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64url');
}
