import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import type { AgencyKey } from '../../keys/agency-key.ts';
import { entriesOf, readAgencyKey } from '../../keys/read-agency-key.ts';
import type { RefusalCode } from '../sd-jwt/refusal-codes.ts';
import { SealRefused } from '../sd-jwt/seal-refused.ts';

/** Published keys of agencies, by `kid`. */
export type PublishedKeys = ReadonlyMap<string, AgencyKey>;

/**
 * The keys of agencies in a JSON Web Key Set; keys for other uses are passed over.
 *
 * @throws Error that says what is wrong with the set, to be put behind its name
 */
export function readPublishedKeys(set: unknown): PublishedKeys {
  const keys = entriesOf(set)
    .map(readAgencyKey)
    .filter((key) => key !== undefined);
  return new Map(keys.map((key) => [key.kid, key]));
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
  const key = header.kid === undefined ? undefined : keys.get(header.kid);
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

function codeOf(error: unknown): RefusalCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' ? 'SIGNATURE' : 'NOT_A_SEAL';
}
