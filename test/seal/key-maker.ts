import { exportJWK, generateKeyPair } from 'jose';
import type { AgencyKey, SealAlgorithm } from '../../subgraphs/kit/keys/agency-key.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { readKeyRing } from '../../subgraphs/kit/keys/read-key-ring.ts';
import { readPublishedKeys, type PublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';

/** A moment to which the keys of tests are valid, far from its ends; seconds since 1970. */
export const noon = Date.UTC(2026, 6, 15, 12) / 1000;
export const day = 24 * 60 * 60;

/** A private key of an agency, in force for a year around noon. */
export async function makeKey(
  kid: string,
  changes: Partial<AgencyKey> = {},
): Promise<AgencyKey & { readonly d?: string }> {
  const alg: SealAlgorithm = changes.alg ?? 'EdDSA';
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const validity = { nbf: noon - 100 * day, exp: noon + 200 * day };
  const material = await exportJWK(privateKey);
  return { ...material, kid, alg, use: 'sig', agency: 'health', ...validity, ...changes };
}

/** A ring over keys, as a key file gives it. */
export function ringOf(agency: string, ...keys: readonly AgencyKey[]): KeyRing {
  return readKeyRing(JSON.stringify({ keys }), agency);
}

/** The keys of rings as they are published. */
export function published(...rings: readonly KeyRing[]): PublishedKeys {
  return readPublishedKeys(JSON.parse(JSON.stringify({ keys: rings.flatMap(({ keys }) => keys) })));
}
