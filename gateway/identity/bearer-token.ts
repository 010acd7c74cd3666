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
export async function identifyCaller(headers: IncomingHttpHeaders, verify: TokenVerifier): Promise<Caller> {
  const { authorization } = headers;
  if (authorization === undefined) return anonymous;
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) throw refusal('UNAUTHENTICATED');
  try {
    return await verify(token);
  } catch (error) {
    throw refusal(error instanceof KeysUnavailable ? 'ISSUER_UNAVAILABLE' : 'UNAUTHENTICATED');
  }
}
