import { createHash, createPublicKey, verify } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import type { PublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';

/** SHA-256, with which alone a library of somebody else may be given our texts. */
const hasher = (data: string | ArrayBuffer) =>
  new Uint8Array(
    createHash('sha256')
      .update(typeof data === 'string' ? data : new Uint8Array(data))
      .digest(),
  );

/**
 * What an SD-JWT library that the hub does not use reads out of a presentation, its signature verified by the platform.
 *
 * @throws Error when the library or the signature refuses it
 */
export async function readIndependently(presentation: string, keys: PublishedKeys): Promise<object> {
  const library = new SDJwtInstance({
    hasher,
    hashAlg: 'sha-256',
    verifier: async (data, signature) => {
      const [header = ''] = data.split('.');
      const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, string>;
      const [key] = keys.get(kid ?? '') ?? [];
      if (!key) return false;
      const material = createPublicKey({ key: { ...key }, format: 'jwk' });
      const bytes = Buffer.from(signature, 'base64url');
      return alg === 'EdDSA'
        ? verify(null, Buffer.from(data), material, bytes)
        : verify('sha256', Buffer.from(data), { key: material, dsaEncoding: 'ieee-p1363' }, bytes);
    },
  });
  const { payload } = await library.verify(presentation);
  return payload as object;
}
