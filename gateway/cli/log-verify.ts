import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { HeadKeys } from '../log/proof/signed-head.ts';
import type { SegmentReader } from '../log/segment/segment.ts';
import { checkKeptHeads } from '../log/verify/check-kept-heads.ts';
import { checkSegment, type CheckedSegment } from '../log/verify/check-segment.ts';
import type { LogVerifyOptions } from './log-verify-options.ts';
import { nameOf, openSegments } from './open-segments.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * Checks a whole log: every entry, every head, and that each month follows the one before.
 *
 * @param onEntry is told of each entry that was read
 * @returns what was checked, in one line
 * @throws BrokenLogError that names the first bad line, UsageError, StoreError
 */
export async function verifyLog(options: LogVerifyOptions, onEntry: () => void): Promise<string> {
  const { segments, close } = await openSegments(options.log);
  try {
    return await verifySegments(segments, options, onEntry);
  } finally {
    await close();
  }
}

async function verifySegments(
  segments: readonly SegmentReader[],
  { log, from, to, jwks, heads }: LogVerifyOptions,
  onEntry: () => void,
): Promise<string> {
  const given = jwks === undefined ? undefined : await readKeys(jwks);
  const keysOf = async (segment: SegmentReader) =>
    given ?? createLocalJWKSet(await publishedKeys(log, segment));
  const kept = heads === undefined ? [] : (await readNamedFile('heads', heads)).split('\n').filter(Boolean);
  const checked: CheckedSegment[] = [];
  for (const segment of segments) {
    checked.push(await checkSegment(segment, { keys: await keysOf(segment), from, to, onEntry }));
  }
  await checkKeptHeads(segments, kept, keysOf);
  return summary(checked, kept.length);
}

async function publishedKeys(log: string, segment: SegmentReader): Promise<JSONWebKeySet> {
  try {
    return await segment.keys();
  } catch {
    throw new UsageError(
      `${nameOf(log)}: the public keys of ${segment.gateway} cannot be read; give --jwks.`,
    );
  }
}

async function readKeys(path: string): Promise<HeadKeys> {
  const text = await readNamedFile('jwks', path);
  try {
    return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
  } catch {
    throw new UsageError(`--jwks ${path} must hold a JSON Web Key Set: {"keys":[…]}.`);
  }
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
