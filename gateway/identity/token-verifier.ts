import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Caller } from '../access/caller.ts';

/** Which tokens are accepted. */
export interface TokenTrust {
  /** Public keys of the issuer. */
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
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
const algorithms = [
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

/** How far clocks may differ, in seconds. */
const clockTolerance = 5;

/** A verifier of bearer tokens: signature, issuer, audience, times; `exp` must be there. */
export function createTokenVerifier({ keys, issuer, audience }: TokenTrust): TokenVerifier {
  const options = { algorithms, issuer, audience, clockTolerance, requiredClaims: ['exp'] };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return callerOf(payload);
    } catch (error) {
      if (isOutage(error))
        throw new KeysUnavailable('The keys of the token issuer cannot be fetched.', { cause: error });
      throw new TokenRefused('The token is not valid.', { cause: error });
    }
  };
}

/** `scope` is one string of words separated by spaces (RFC 8693, 4.2); in any other form it grants nothing. */
function callerOf({ scope, roles }: JWTPayload): Caller {
  const isList = Array.isArray(roles) && roles.every((role) => typeof role === 'string');
  return {
    authenticated: true,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []),
    roles: new Set(isList ? roles : []),
  };
}

/** Anything but jose's own judgement over token and key set: the network, or an answer that is no key set. */
function isOutage(error: unknown): boolean {
  return (
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid
  );
}

/** Keys out of a key set that is at hand. @throws Error when it is none */
export function localKeys(set: unknown): JWTVerifyGetKey {
  return createLocalJWKSet(set as JSONWebKeySet);
}

/** Keys fetched from a URL, fetched again when a token names one that is not known: issuers rotate. */
export function remoteKeys(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url);
}
