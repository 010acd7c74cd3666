import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Caller } from '../access/caller.ts';
import { rememberTokens, type ProvenToken } from './proven-tokens.ts';
import { readClaims, type TokenClaims } from './token-claims.ts';

/** Which tokens of one issuer are accepted. */
export interface TokenTrust {
  /** Public keys of the issuer. */
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms that the issuer uses; every asymmetric one when left out. A key's own `alg` binds as well. */
  readonly algorithms?: readonly string[];
}

/** Reads a token. @throws TokenRefused */
export type TokenVerifier = (token: string) => Promise<Caller>;

/** The token is not one that we trust, whatever the reason: to say more would help whoever forges one. */
class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The keys of the issuer cannot be had now; nothing is known about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Signatures by asymmetric keys only: with a shared secret, whoever can verify could also issue (RFC 8725, 3.1). */
export const tokenAlgorithms: readonly string[] = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/** An access token says so (RFC 9068, 2.1), or says nothing of its type: no other kind may stand in for one. */
const tokenTypes: readonly unknown[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];

/** How far clocks may differ, in seconds. */
const clockTolerance = 5;

/**
 * A verifier of bearer tokens: signature, issuer, audience, times; `exp` must be there. Each issuer's tokens are
 * checked with its own keys and algorithms alone. What was proven of a token is remembered; whether it is revoked, has
 * expired or has lost its key is looked at each time.
 *
 * @param isRevoked whether a token that is good in itself is no longer accepted
 */
export function createTokenVerifier(
  trust: TokenTrust | readonly TokenTrust[],
  isRevoked: (claims: TokenClaims) => boolean = () => false,
): TokenVerifier {
  const issuers = new Map([trust].flat().map((one) => [one.issuer, one]));
  const remembered = rememberTokens();
  const prove = async (token: string): Promise<ProvenToken> => {
    const proven = await verify(token, issuers);
    remembered.add(token, proven);
    return proven;
  };
  return async (token) => {
    try {
      const now = Math.floor(Date.now() / 1000);
      const { claims } = (await remembered.find(token, now - clockTolerance)) ?? (await prove(token));
      if (isRevoked(claims)) throw new TokenRefused('The token was revoked.');
      return { authenticated: true, scopes: claims.scopes, roles: claims.roles, claims };
    } catch (error) {
      if (isOutage(error))
        throw new KeysUnavailable('The keys of the token issuer cannot be fetched.', { cause: error });
      throw new TokenRefused('The token is not valid.', { cause: error });
    }
  };
}

async function verify(token: string, issuers: ReadonlyMap<string, TokenTrust>): Promise<ProvenToken> {
  // Not proven yet: it only says whose keys will have to prove it.
  const trust = issuers.get(decodeJwt(token).iss ?? '');
  if (trust === undefined) throw new TokenRefused('The issuer is not trusted.');
  const { keys, issuer, audience, algorithms = tokenAlgorithms } = trust;
  const { payload, protectedHeader, key } = await jwtVerify(token, keys, {
    algorithms: [...algorithms],
    issuer,
    audience,
    clockTolerance,
    requiredClaims: ['exp'],
  });
  if (!tokenTypes.includes(protectedHeader.typ?.toLowerCase())) {
    throw new TokenRefused('The token is of another type.');
  }
  const claims = readClaims(payload, protectedHeader.kid);
  return { claims, expiresAt: payload.exp ?? 0, header: protectedHeader, keys, key };
}

/** Of a gateway that trusts no issuer: no token proves anything. */
export const refuseTokens: TokenVerifier = () => Promise.reject(new TokenRefused('No issuer is trusted.'));

/** Anything but a judgement over token and key set: the network, or an answer that is no key set. */
function isOutage(error: unknown): boolean {
  if (error instanceof TokenRefused) return false;
  return (
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    // So jose says that the address of the keys answered with an error, or with something that is not JSON.
    error.code === 'ERR_JOSE_GENERIC'
  );
}

/**
 * Keys out of a key set that is at hand, looked for once for each header: the set stays as it is, and a token that is proven
 * again comes with the header that it had.
 *
 * @throws Error when it is none
 */
export function localKeys(set: unknown): JWTVerifyGetKey {
  const find = createLocalJWKSet(set as JSONWebKeySet);
  const found = new WeakMap<object, ReturnType<JWTVerifyGetKey>>();
  return (header, token) => found.getOrInsertComputed(header, () => find(header, token));
}

/** Keys fetched from a URL, fetched again when a token names one that is not known: issuers rotate. */
export function remoteKeys(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url);
}
