import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** Who issues the tokens of the tests, and for whom. */
export const issuer = 'https://issuer.test';
export const audience = 'hub';

/** Claims over the right ones; undefined leaves one out. */
export type Claims = Readonly<Record<string, unknown>>;

/** An issuer of tokens with one key. */
export interface Issuer {
  readonly jwks: { readonly keys: JWK[] };
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  token(claims?: Claims, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** A new key, and what it signs. */
export async function createIssuer(alg = 'ES256'): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg }] },
    privateKey,
    publicKey,
    token: (claims = {}, header = {}) => signToken(privateKey, claims, { alg, kid: 'test', ...header }),
  };
}

/** Signs claims as the issuer does. */
export async function signToken(
  key: CryptoKey | Uint8Array,
  claims: Claims,
  header: Readonly<Record<string, unknown>> & { readonly alg: string },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, aud: audience, sub: 'officer-1', iat: now, exp: now + 60, ...claims };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(present).setProtectedHeader(header).sign(key, { crit: { purpose: true } });
}
