import { createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose';
import type { HeadKeys } from '../../log/proof/signed-head.ts';
import type { SegmentReader } from '../../log/segment/segment.ts';
import { nameOf, openSegments } from './open-segments.ts';
import { readNamedFile } from '../read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** Where public keys of a log come from. */
export interface LogKeySource {
  /** Folder, or URI of a store. */
  readonly log: string | undefined;
  /** File with a JSON Web Key Set: counts before what the log says of itself. */
  readonly jwks: string | undefined;
}

/** The keys by which something of a log is checked without reading it. @throws UsageError, StoreError */
export async function publicKeysOf({ log, jwks }: LogKeySource): Promise<HeadKeys> {
  if (jwks !== undefined) return readPublicKeys(jwks);
  if (log === undefined) throw new UsageError('The public keys are missing: give --jwks FILE, or --log.');
  const { segments, close } = await openSegments(log);
  try {
    const sets = await Promise.all(segments.map((segment) => publishedKeys(log, segment)));
    return createLocalJWKSet({ keys: eachOnce(sets.flatMap(({ keys }) => keys)) });
  } finally {
    await close();
  }
}

/** The keys that `--jwks` names. @throws UsageError */
export async function readPublicKeys(path: string): Promise<HeadKeys> {
  const text = await readNamedFile('jwks', path);
  try {
    return createLocalJWKSet(keysOfLog(JSON.parse(text) as JSONWebKeySet));
  } catch {
    throw new UsageError(`--jwks ${path} must hold a JSON Web Key Set: {"keys":[…]}.`);
  }
}

/**
 * Of the set that the hub publishes just the keys of its log: nothing that an agency or a webhook signs is a head. A set
 * that marks none is the log's own.
 */
function keysOfLog({ keys }: JSONWebKeySet): JSONWebKeySet {
  return {
    keys: eachOnce(
      keys.filter((key) => !('agency' in key) && (!('signs' in key) || key.signs === 'disclosure-log')),
    ),
  };
}

/** Gateways may sign with one key, and each names it; of two with one name no signature is ever good. */
function eachOnce(keys: readonly JWK[]): JWK[] {
  return [...new Map(keys.map((key) => [`${key.kid} ${key.x}`, key])).values()];
}

/** The keys that a gateway says it signed with. @throws UsageError */
export async function publishedKeys(log: string, segment: SegmentReader): Promise<JSONWebKeySet> {
  try {
    return await segment.keys();
  } catch {
    throw new UsageError(
      `${nameOf(log)}: the public keys of ${segment.gateway} cannot be read; give --jwks.`,
    );
  }
}
