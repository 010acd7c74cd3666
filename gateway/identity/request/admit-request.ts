import type { GraphqlRequest } from '../../http/graphql-request.ts';
import type { RegisteredClient } from '../clients/client.ts';
import { matchOperation } from '../operations/match-operation.ts';
import type { TokenClaims } from '../token-claims.ts';
import { readAccessRequest, type AccessRequest, type PurposeRule } from './access-request.ts';
import type { RequestHeaders } from './hub-headers.ts';

/** By what requests are admitted. */
export interface AdmissionRules {
  readonly purposes: ReadonlyMap<string, PurposeRule>;
  /** Whether operations that are not registered are refused, as in production. */
  readonly registeredOnly: boolean;
}

/** A request as it arrives. */
export interface ArrivingRequest {
  /** What the token says, once proven. */
  readonly claims: TokenClaims;
  /** The client of the claims, admitted on this day. */
  readonly client: RegisteredClient;
  readonly headers: RequestHeaders;
  readonly graphql: GraphqlRequest;
}

/** A request that may be run. */
export interface AdmittedRequest {
  /** What to run: of a registered operation, the registered text. */
  readonly graphql: GraphqlRequest;
  /** Who asks and what for. */
  readonly access: AccessRequest;
}

/**
 * Decides whether a request of an admitted client may be run at all: operation, purpose, role. What it may see is decided
 * later, field by field.
 *
 * @param day ISO day, in Viet Nam
 * @throws GraphQLError of `matchOperation` or `readAccessRequest`
 */
export function admitRequest(
  { purposes, registeredOnly }: AdmissionRules,
  { claims, client, headers, graphql }: ArrivingRequest,
  day: string,
): AdmittedRequest {
  const { request, operation } = matchOperation(client.operations, graphql, registeredOnly);
  const access = readAccessRequest({ claims, client, operation, headers, purposes, day });
  return { graphql: request, access };
}
