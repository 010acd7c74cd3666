import type { IncomingHttpHeaders } from 'node:http';
import { anonymous, type Caller } from '../access/caller.ts';
import { refusal } from '../http/refusal.ts';
import { KeysUnavailable, type TokenVerifier } from './token-verifier.ts';

const bearer = /^Bearer +([\w.~+/=-]+) *$/i;

/**
 * Who sends a request. No `Authorization` header is anonymous; a header that proves nothing is refused, never taken for
 * anonymous: a caller with a broken token must learn of it.
 *
 * @throws GraphQLError `UNAUTHENTICATED` (401), or `SUBGRAPH_UNAVAILABLE` while the issuer's keys cannot be had
 */
export function identifyCaller(
  { authorization }: IncomingHttpHeaders,
  verify: TokenVerifier,
): Promise<Caller> {
  if (authorization === undefined) return Promise.resolve(anonymous);
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) return Promise.reject(refusal('UNAUTHENTICATED'));
  return verify(token).catch((error: unknown) => {
    throw refusal(error instanceof KeysUnavailable ? 'ISSUER_UNAVAILABLE' : 'UNAUTHENTICATED');
  });
}
