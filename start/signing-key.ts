import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';

/** A key of the moment, which never leaves the process: the private JWK, its public set, and the set to verify with. */
export async function createSigningKey() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = randomUUID();
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] };
  return { key: { ...(await exportJWK(privateKey)), kid }, keySet, keys: createLocalJWKSet(keySet) };
}
