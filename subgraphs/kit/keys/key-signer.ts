import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { SealAlgorithm } from './agency-key.ts';

/**
 * The port to whatever holds the private keys of an agency: this process (`softwareSigner`), or a hardware module
 * (`module-signer.ts`).
 */
export interface KeySigner {
  /**
   * Signs bytes with the key of that name.
   *
   * @returns 64 bytes: R‖S
   * @throws Error when the key is not there or the module is away; then nothing is sealed, and asked again later
   */
  sign(kid: string, bytes: Uint8Array): Promise<Uint8Array>;
}

/** A private key of a key file. */
export interface PrivateKey extends JWK {
  readonly kid: string;
  readonly alg: SealAlgorithm;
}

/**
 * Signs with keys that this process holds: for development, and where no hardware module is at hand.
 *
 * @throws Error when a key is not private
 */
export function softwareSigner(keys: readonly PrivateKey[]): KeySigner {
  const privateKeys = new Map(keys.map((key) => [key.kid, { alg: key.alg, key: importPrivate(key) }]));
  return {
    async sign(kid, bytes) {
      const held = privateKeys.get(kid);
      if (!held) throw new Error('The key of a seal is not held here.');
      return held.alg === 'EdDSA'
        ? sign(null, bytes, held.key)
        : sign('sha256', bytes, { key: held.key, dsaEncoding: 'ieee-p1363' });
    },
  };
}

function importPrivate(key: PrivateKey): KeyObject {
  try {
    return createPrivateKey({ key: { ...key }, format: 'jwk' });
  } catch {
    // No cause: what the parser says may quote the key.
    throw new Error(`holds the key ${key.kid}, which is not a private one`);
  }
}
