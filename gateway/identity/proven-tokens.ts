import type { FlattenedJWSInput, JWTHeaderParameters, JWTVerifyGetKey } from 'jose';
import { sha256 } from '../../schema/sha256.ts';
import { boundedCache } from '../federation/bounded-cache.ts';
import type { TokenClaims } from './token-claims.ts';

/** A token whose signature, issuer, audience and times have been proven, and by which key. */
export interface ProvenToken {
  readonly claims: TokenClaims;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** Says which key it is. */
  readonly header: JWTHeaderParameters;
  /** What gave the key, and the key that it gave. */
  readonly keys: JWTVerifyGetKey;
  readonly key: unknown;
}

/** Remembers tokens, so that a caller who comes back is not proven again from the start. */
export interface ProvenTokens {
  /**
   * The token, if it was proven before and all that can change since still holds: it has not expired, and its issuer
   * still publishes the key that proved it.
   *
   * @param now seconds since 1970
   * @throws what the issuer's keys throw when they cannot be had, or no longer hold the key
   */
  find(token: string, now: number): Promise<ProvenToken | undefined>;
  add(token: string, proven: ProvenToken): void;
}

/** Characters of digests that are kept, each of 43: about 24,000 tokens. */
const CAPACITY = 1024 * 1024;

/** Keeps digests, never tokens: what lies in memory opens nothing. */
export function rememberTokens(): ProvenTokens {
  const known = boundedCache<ProvenToken>(CAPACITY);
  return {
    async find(token, now) {
      const proven = known.get(sha256(token));
      if (!proven || proven.expiresAt <= now) return undefined;
      const key = await proven.keys(proven.header, asParts(token));
      return key === proven.key ? proven : undefined;
    },
    add(token, proven) {
      known.set(sha256(token), proven);
    },
  };
}

/** A token as the functions that choose a key are given it. */
function asParts(token: string): FlattenedJWSInput {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return { protected: header, payload, signature };
}
