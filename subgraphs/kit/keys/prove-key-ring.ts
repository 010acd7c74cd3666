import { createPublicKey, verify } from 'node:crypto';
import { keyInForce } from './agency-key.ts';
import type { KeyRing } from './key-ring.ts';

/**
 * Proves that a ring signs by the key that it publishes: the private halves lie elsewhere, and a label can stand at another key
 * there. A ring without a key in force has nothing to prove yet.
 *
 * @param now seconds since 1970
 * @throws Error that says what to do
 */
export async function proveKeyRing(ring: KeyRing, now: number): Promise<void> {
  const key = keyInForce(ring.keys, now);
  if (!key) return;
  // No type of a document: as a seal it would be refused.
  const { jws } = await ring.sign({ typ: 'proof-of-key' }, {}, now);
  const end = jws.lastIndexOf('.');
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  const signature = Buffer.from(jws.slice(end + 1), 'base64url');
  const isProven = verify(
    key.alg === 'EdDSA' ? null : 'sha256',
    Buffer.from(jws.slice(0, end)),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    signature,
  );
  if (!isProven)
    throw new Error(`The module has another key with the label ${key.kid} than the one that is published.`);
}
