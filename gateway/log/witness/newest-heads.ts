import { createLocalJWKSet } from 'jose';
import type { SegmentReader } from '../segment/segment.ts';
import { lastHead } from '../verify/head-queue.ts';

/**
 * The newest signed head of each segment: it covers its month, and is linked to all months before. Witnesses are sent them at a
 * start, since what waited for a witness ends with its process, and a segment that nobody writes any more has no next head.
 *
 * @param tell is told of a segment whose heads cannot be read, or are not signed by its keys
 * @returns compact JWS each
 */
export async function newestHeads(
  segments: readonly SegmentReader[],
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const heads = segments.map((segment) =>
    newestHead(segment).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : 'unknown';
      tell(`Log: the newest head of ${segment.gateway} was not sent to witnesses: ${why}`);
      return undefined;
    }),
  );
  return (await Promise.all(heads)).filter((head) => head !== undefined);
}

/** A month that has just begun may have no head yet: then the one before has. */
async function newestHead(segment: SegmentReader): Promise<string | undefined> {
  const keys = createLocalJWKSet(await segment.keys());
  const [newest, before] = (await segment.months()).toReversed();
  for (const kept of [newest, before]) {
    const { last } = kept ? await lastHead(segment, kept.month, keys, 'last') : { last: undefined };
    if (last) return last.jws;
  }
  return undefined;
}
