import { readSignedHead, type HeadKeys } from '../proof/signed-head.ts';
import type { SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from './broken-log-error.ts';

/**
 * Checks that heads which somebody kept elsewhere are still in the log. Whoever holds the log's key can write another
 * one; not one that has the heads that others have kept.
 *
 * @param kept compact JWS each
 * @throws BrokenLogError for the first that is not there
 */
export async function checkKeptHeads(
  segments: readonly SegmentReader[],
  kept: readonly string[],
  keysOf: (segment: SegmentReader) => Promise<HeadKeys>,
): Promise<void> {
  for (const [place, jws] of kept.entries()) {
    const name = `kept head ${place + 1}`;
    const segment = segments.find(({ gateway }) => gateway === gatewayIn(jws));
    if (segment === undefined)
      throw new BrokenLogError('LOST_HEAD', name, 'the log has no entries of its gateway.');
    const { month, size } = await readSignedHead(jws, await keysOf(segment)).catch((error: unknown) => {
      throw new BrokenLogError(
        'FORGED_HEAD',
        name,
        `it does not count: ${error instanceof Error ? error.message : ''}.`,
      );
    });
    if (!(await hasHead(segment, month, jws))) {
      throw new BrokenLogError(
        'LOST_HEAD',
        name,
        `the log has no such head; it covered ${size} entries of ${month}.`,
      );
    }
  }
}

async function hasHead(segment: SegmentReader, month: string, jws: string): Promise<boolean> {
  for await (const { bytes } of segment.heads(month)) {
    if (Buffer.from(bytes).toString() === jws) return true;
  }
  return false;
}

/** Which gateway's keys are to be asked; nothing is believed before they were. */
function gatewayIn(jws: string): unknown {
  try {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
    return (JSON.parse(payload) as { readonly gateway?: unknown }).gateway;
  } catch {
    return undefined;
  }
}
