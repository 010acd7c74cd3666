import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { localKeys, type TokenTrust } from '../../gateway/identity/token-verifier.ts';

/** An issuer of tests: what it signs, and what is to be known about it. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly publicKey: JWK;
  readonly privateKey: CryptoKey;
  readonly trust: TokenTrust;
  /** A token with these claims and header fields over the right ones; `undefined` takes one away. */
  readonly token: (claims?: Words, header?: Words) => Promise<string>;
}

type Words = Readonly<Record<string, unknown>>;

/** Makes an issuer with a key of its own. */
export async function createTestIssuer(
  issuer = 'https://issuer.test',
  kid = 'one',
  alg = 'ES256',
): Promise<TestIssuer> {
  const audience = 'hub';
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg };
  return {
    issuer,
    audience,
    publicKey: jwk,
    privateKey,
    trust: { issuer, audience, keys: localKeys({ keys: [jwk] }) },
    token: (claims = {}, header = {}) => {
      const now = seconds();
      const all = { iss: issuer, aud: audience, sub: 'officer-1', iat: now, exp: now + 60, ...claims };
      return new SignJWT(defined(all))
        .setProtectedHeader({ alg, ...defined({ kid, typ: 'at+jwt', ...header }) })
        .sign(privateKey);
    },
  };
}

/** Now, as tokens count. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function defined(words: Words): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
}
