import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { issuerOf, type AgencyKey } from '../../keys/agency-key.ts';
import { entriesOf, readAgencyKey } from '../../keys/read-agency-key.ts';
import type { RefusalCode } from '../sd-jwt/refusal-codes.ts';
import { SealRefused } from '../sd-jwt/seal-refused.ts';

/** Published keys by `kid`, one of each agency at most: no agency can take a `kid` away from another one. */
export type PublishedKeys = ReadonlyMap<string, readonly AgencyKey[]>;

/**
 * The keys of agencies in a JSON Web Key Set; keys for other uses are passed over.
 *
 * @throws Error that says what is wrong with the set, to be put behind its name
 */
export function readPublishedKeys(set: unknown): PublishedKeys {
  const keys = entriesOf(set)
    .map(readAgencyKey)
    .filter((key) => key !== undefined);
  return byKid(keys);
}

/** Keys in the form in which they are looked for; of two of one agency under one `kid` the later counts. */
export function byKid(keys: readonly AgencyKey[]): PublishedKeys {
  const ofAgencies = new Map(keys.map((key) => [JSON.stringify([key.agency, key.kid]), key]));
  return Map.groupBy(ofAgencies.values(), ({ kid }) => kid);
}

/** Something that a key of an agency signed. */
export interface SignedByAgency {
  readonly key: AgencyKey;
  readonly payload: Uint8Array;
}

/**
 * Verifies a compact JWS against published keys. By which algorithm, the key says and not the text.
 *
 * @param typ what it must have been signed as
 * @throws SealRefused
 */
export async function verifySigned(jws: string, typ: string, keys: PublishedKeys): Promise<SignedByAgency> {
  const header = headerOf(jws);
  if (header.typ !== typ) throw new SealRefused('FOREIGN_TYPE');
  const named = header.kid === undefined ? [] : (keys.get(header.kid) ?? []);
  // Whom the text names is believed no more than the signature: it only says whose key to try.
  const issuer = named.length > 1 ? issuerIn(jws) : undefined;
  const key = named.find(({ agency }) => issuerOf(agency) === issuer) ?? named[0];
  if (!key) throw new SealRefused('UNKNOWN_KEY');
  if (key.alg !== header.alg) throw new SealRefused('ALGORITHM');
  if (key.revoked) throw new SealRefused('REVOKED_KEY');
  const { payload } = await compactVerify(jws, await importJWK(key, key.alg), {
    algorithms: [key.alg],
  }).catch((error: unknown) => {
    throw new SealRefused(codeOf(error));
  });
  return { key, payload };
}

function headerOf(jws: string) {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    throw new SealRefused('NOT_A_SEAL');
  }
}

function issuerIn(jws: string): unknown {
  try {
    return decodeJwt(jws).iss;
  } catch {
    throw new SealRefused('NOT_A_SEAL');
  }
}

function codeOf(error: unknown): RefusalCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' ? 'SIGNATURE' : 'NOT_A_SEAL';
}
