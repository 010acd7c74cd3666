import type { TreeHead } from '../month-progress.ts';
import { canonicalJson } from '../proof/canonical-json.ts';
import { readSignedHead, type HeadKeys } from '../proof/signed-head.ts';
import type { SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from './broken-log-error.ts';

/** A kept head, and the segment that has to have it. */
interface SoughtHead {
  /** Its number among those that were kept, from 1. */
  readonly number: number;
  readonly jws: string;
  readonly head: TreeHead;
  readonly segment: SegmentReader;
}

/**
 * Checks that heads which somebody kept elsewhere are still in the log. Whoever holds the log's key can write another
 * one; not one that has the heads that others have kept. A head that was signed though nothing was written is in the log as the
 * one before it, which says the same of another time.
 *
 * @param kept compact JWS each
 * @throws BrokenLogError for the first that is not there
 */
export async function checkKeptHeads(
  segments: readonly SegmentReader[],
  kept: readonly string[],
  keysOf: (segment: SegmentReader) => Promise<HeadKeys>,
): Promise<void> {
  const sought: SoughtHead[] = [];
  for (const [place, jws] of kept.entries()) {
    sought.push(await readKept({ number: place + 1, jws }, segments, keysOf));
  }
  const lost: SoughtHead[] = [];
  const byMonth = Map.groupBy(sought, ({ head: { gateway, month } }) => `${gateway} ${month}`);
  for (const heads of byMonth.values()) {
    const [one] = heads;
    if (one) lost.push(...(await missingIn(one.segment, one.head.month, heads, keysOf)));
  }
  const [first] = lost.toSorted((a, b) => a.number - b.number);
  if (first === undefined) return;
  throw new BrokenLogError(
    'LOST_HEAD',
    nameOf(first),
    `the log has no such head; it covered ${first.head.size} entries of ${first.head.month}.`,
  );
}

async function readKept(
  { number, jws }: Pick<SoughtHead, 'number' | 'jws'>,
  segments: readonly SegmentReader[],
  keysOf: (segment: SegmentReader) => Promise<HeadKeys>,
): Promise<SoughtHead> {
  const segment = segments.find(({ gateway }) => gateway === gatewayIn(jws));
  if (segment === undefined)
    throw new BrokenLogError('LOST_HEAD', nameOf({ number }), 'the log has no entries of its gateway.');
  const head = await readSignedHead(jws, await keysOf(segment)).catch((error: unknown) => {
    throw new BrokenLogError(
      'FORGED_HEAD',
      nameOf({ number }),
      `it does not count: ${error instanceof Error ? error.message : ''}.`,
    );
  });
  return { number, jws, head, segment };
}

/** Those of the heads of a month that it has not. It is read once. */
async function missingIn(
  segment: SegmentReader,
  month: string,
  heads: readonly SoughtHead[],
  keysOf: (segment: SegmentReader) => Promise<HeadKeys>,
): Promise<readonly SoughtHead[]> {
  const keys = await keysOf(segment);
  const sizes = new Set(heads.map(({ head }) => head.size));
  const found = new Set<string>();
  for await (const { bytes } of segment.heads(month)) {
    const jws = Buffer.from(bytes).toString();
    const size = payloadOf(jws)?.size;
    if (typeof size !== 'number' || !sizes.has(size)) continue;
    // Only what is signed counts, here as there.
    const stored = await readSignedHead(jws, keys).catch(() => undefined);
    if (stored) found.add(stateIn(stored));
  }
  return heads.filter(({ head }) => !found.has(stateIn(head)));
}

/** All that a head says of the log, without when it was said, and whether anything was to follow. */
function stateIn({ at: _at, end: _end, ...state }: TreeHead): string {
  return canonicalJson(state);
}

function nameOf({ number }: Pick<SoughtHead, 'number'>): string {
  return `kept head ${number}`;
}

/** Which gateway's keys are to be asked; nothing is believed before they were. */
function gatewayIn(jws: string): unknown {
  return payloadOf(jws)?.gateway;
}

function payloadOf(jws: string): { readonly gateway?: unknown; readonly size?: unknown } | undefined {
  try {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
    return JSON.parse(payload) as { readonly gateway?: unknown; readonly size?: unknown };
  } catch {
    return undefined;
  }
}
