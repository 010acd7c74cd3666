import { createLocalJWKSet } from 'jose';
import type { SegmentReader } from '../../log/segment/segment.ts';
import { checkKeptHeads } from '../../log/verify/check-kept-heads.ts';
import { checkSegment, type CheckedSegment } from '../../log/verify/check-segment.ts';
import type { LogVerifyOptions } from './log-verify-options.ts';
import { publicKeysOf, publishedKeys, readPublicKeys } from './log-public-keys.ts';
import { openSegments } from './open-segments.ts';
import { readNamedFile } from '../read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';
import { verifyReceipts } from './verify-receipts.ts';

/** What a log is held to besides what it says itself. */
export interface VerifyTerms {
  /** The first month that may not be archived yet; any may be if left out. */
  readonly keptFrom?: string | undefined;
}

/**
 * Checks a whole log: every entry, every head, and that each month follows the one before. Or receipts, without the log.
 *
 * @param onEntry is told of each entry that was read
 * @returns what was checked, in one line
 * @throws BrokenLogError that names the first bad line, ReceiptError, UsageError, StoreError
 */
export async function verifyLog(
  options: LogVerifyOptions,
  onEntry: () => void,
  terms: VerifyTerms = {},
): Promise<string> {
  const { log, receipt } = options;
  if (receipt !== undefined) return verifyReceipts(receipt, await publicKeysOf(options));
  if (log === undefined) throw new UsageError('--log is missing.');
  const { segments, close } = await openSegments(log);
  try {
    return await verifySegments(segments, { ...options, ...terms, log }, onEntry);
  } finally {
    await close();
  }
}

/**
 * Reads what a check of each night was given once, when it begins: what is named wrongly is told then, and not at night.
 *
 * @throws UsageError, StoreError
 */
export async function checkNamed({ log, jwks, heads }: LogVerifyOptions): Promise<void> {
  if (jwks !== undefined) await readPublicKeys(jwks);
  if (heads !== undefined) await readNamedFile('heads', heads);
  if (log !== undefined) await openSegments(log).then(({ close }) => close());
}

async function verifySegments(
  segments: readonly SegmentReader[],
  { log, from, to, keptFrom, jwks, heads }: LogVerifyOptions & VerifyTerms & { readonly log: string },
  onEntry: () => void,
): Promise<string> {
  const given = jwks === undefined ? undefined : await readPublicKeys(jwks);
  const keysOf = async (segment: SegmentReader) =>
    given ?? createLocalJWKSet(await publishedKeys(log, segment));
  const kept = heads === undefined ? [] : (await readNamedFile('heads', heads)).split('\n').filter(Boolean);
  const checked: CheckedSegment[] = [];
  for (const segment of segments) {
    checked.push(await checkSegment(segment, { keys: await keysOf(segment), from, to, keptFrom, onEntry }));
  }
  await checkKeptHeads(segments, kept, keysOf);
  return summary(checked, kept.length);
}

function summary(checked: readonly CheckedSegment[], kept: number): string {
  const total = (count: (each: CheckedSegment) => number) =>
    checked.reduce((sum, each) => sum + count(each), 0);
  const entries = total((each) => each.entries);
  const heads = total((each) => each.heads);
  const unsealed = total((each) => each.unsealed);
  const archived = [...new Set(checked.flatMap((each) => each.archived))].toSorted();
  return [
    `${counted(entries, 'entry', 'entries')}${checked.length > 1 ? ` of ${checked.length} gateways` : ''}`,
    'chain ok',
    `${counted(heads, 'head', 'heads')} ok`,
    ...(kept > 0 ? [`${counted(kept, 'kept head', 'kept heads')} found`] : []),
    ...(unsealed > 0 ? [`${counted(unsealed, 'entry', 'entries')} not covered by a head yet`] : []),
    ...(archived.length > 0 ? [`archived: ${archived.join(', ')}`] : []),
  ].join(', ');
}

function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}
