import { keyInForce, type AgencyKey } from './agency-key.ts';
import type { KeySigner } from './key-signer.ts';

/** The keys of one agency: those that signed, the one that signs, those that will. */
export interface KeyRing {
  readonly agency: string;
  /** Public halves, fit to be published. */
  readonly keys: readonly AgencyKey[];
  /**
   * Signs a JWS (RFC 7515) by the key that is in force.
   *
   * @param header without `alg` and `kid`
   * @param now seconds since 1970
   * @returns the compact JWS, and the key that signed it
   * @throws Error when no key is in force, or what the signer throws
   */
  sign(header: { readonly typ: string }, payload: object, now: number): Promise<Signed>;
}

/** What a ring signed. */
export interface Signed {
  readonly jws: string;
  readonly kid: string;
}

/** @param keys of one agency, the newest rotation included */
export function createKeyRing(agency: string, keys: readonly AgencyKey[], signer: KeySigner): KeyRing {
  return {
    agency,
    keys,
    async sign({ typ }, payload, now) {
      const key = keyInForce(keys, now);
      if (!key) throw new Error(`No key of ${agency} is in force: add one to its key file.`);
      const header = { alg: key.alg, kid: key.kid, typ };
      const signed = `${encode(header)}.${encode(payload)}`;
      const signature = await signer.sign(key.kid, Buffer.from(signed));
      return { jws: `${signed}.${Buffer.from(signature).toString('base64url')}`, kid: key.kid };
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
