import type { JWK } from 'jose';

/** What everybody may know of a key of the log: an Ed25519 key with a `kid`. */
export function publicPart({ kid, kty, crv, x, alg }: JWK): JWK {
  return { kid, kty, crv, x, alg } as JWK;
}
