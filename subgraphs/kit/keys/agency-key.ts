import type { JWK } from 'jose';

/** Algorithms with which seals are signed; each key has one (RFC 8037, RFC 7518). */
export const sealAlgorithms = ['EdDSA', 'ES256'] as const;

export type SealAlgorithm = (typeof sealAlgorithms)[number];

/** The curve of each, as a JWK names it. */
export const curves: Readonly<Record<SealAlgorithm, string>> = { EdDSA: 'Ed25519', ES256: 'P-256' };

/**
 * A public key of an agency as it is published, with the validity that OpenID Federation 1.0, section 8.7, gives to
 * historical keys: a key stays published when it signs no more, so that what it signed can be verified.
 */
export interface AgencyKey extends JWK {
  readonly kid: string;
  readonly alg: SealAlgorithm;
  readonly use: 'sig';
  /** Name of the agency in the supergraph. */
  readonly agency: string;
  /** What it signs from and until, in seconds since 1970: `nbf` included, `exp` not. */
  readonly nbf: number;
  readonly exp: number;
  /** Whatever it signed is refused from then on, and before. */
  readonly revoked?: { readonly revoked_at: number; readonly reason?: string };
}

/** How an agency is named in what it signs. */
export function issuerOf(agency: string): string {
  return `https://lienthong.gov.vn/agencies/${agency}`;
}

/** The key with which a ring signs now: of those in force the newest, so that a rotation takes hold at its `nbf`. */
export function keyInForce<Key extends AgencyKey>(keys: readonly Key[], now: number): Key | undefined {
  return keys
    .filter((key) => !key.revoked && isValidAt(key, now))
    .toSorted((one, other) => other.nbf - one.nbf)[0];
}

/** Whether a key may sign at a moment, in seconds since 1970. */
export function isValidAt({ nbf, exp }: Pick<AgencyKey, 'nbf' | 'exp'>, moment: number): boolean {
  return nbf <= moment && moment < exp;
}
