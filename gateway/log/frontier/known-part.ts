import { leafHash } from '../proof/merkle-tree.ts';
import type { LogKeys } from '../proof/signed-json.ts';
import type { MonthProgress } from '../month-progress.ts';
import { firstLine, type Place, type SegmentWriter } from '../segment/segment.ts';
import { readSignedFrontier, type SignedFrontier } from './signed-frontier.ts';

/** The beginning of a month that is known without reading it. */
export interface KnownPart {
  readonly progress: MonthProgress;
  /** Behind its last entry. */
  readonly behind: Place;
  /** Before the head that covers it: the last head is this one, or behind it. */
  readonly heads: Place;
}

/**
 * The frontier that was kept last, if it is signed by this gateway and its head still stands where it was.
 *
 * @param keys those that this gateway was given: whoever can write the log could put others among its own
 * @returns undefined where none was kept
 * @throws Error that says in words what does not agree
 */
export async function keptFrontier(
  segment: SegmentWriter,
  keys: LogKeys,
): Promise<SignedFrontier | undefined> {
  const jws = await segment.frontier();
  if (jws === undefined) return undefined;
  const frontier = await readSignedFrontier(jws, keys);
  const { gateway, month } = frontier.covered;
  if (gateway !== segment.gateway) throw new Error('it is of another gateway');
  const line = await firstLine(segment.heads(month, frontier.headAt));
  const stands = line?.isWhole === true && Buffer.from(line.bytes).toString('latin1') === frontier.head;
  if (!stands) throw new Error('its head does not stand where it stood');
  return frontier;
}

/**
 * What a frontier says of its month, held to the entry before it. What comes behind has to fit it as it would an entry that was
 * read; what lies before is not looked at.
 *
 * @throws Error that says in words what does not agree
 */
export async function knownPart(
  segment: SegmentWriter,
  { covered, tree, entryAt, headAt }: SignedFrontier,
): Promise<KnownPart> {
  const { gateway, month, first, previous, last } = covered;
  const line = await segment.entry(month, entryAt);
  const stands = line?.isWhole === true && Buffer.from(leafHash(line.bytes)).toString('base64url') === last;
  if (!stands) throw new Error('its last entry does not stand where it stood');
  const began = { sequence: first, previous };
  const next = { sequence: first + tree.size, previous: last };
  return { progress: { gateway, month, began, next, tree }, behind: line.end, heads: headAt };
}
