import type { GraphqlRequest } from '../../http/graphql-request.ts';
import { admitClient } from '../clients/admit-client.ts';
import type { ClientRegister } from '../clients/client.ts';
import { matchOperation } from '../operations/match-operation.ts';
import type { TokenClaims } from '../token-claims.ts';
import { readAccessRequest, type AccessRequest, type PurposeRule } from './access-request.ts';
import type { RequestHeaders } from './hub-headers.ts';

/** By what requests are admitted. */
export interface AdmissionRules {
  readonly clients: ClientRegister;
  readonly purposes: ReadonlyMap<string, PurposeRule>;
  /** Whether operations that are not registered are refused, as in production. */
  readonly registeredOnly: boolean;
}

/** A request as it arrives. */
export interface ArrivingRequest {
  /** What the token says, once proven. */
  readonly claims: TokenClaims;
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
 * Decides whether a request may be run at all: client, agreement, operation, purpose, role. What it may see is decided
 * later, field by field.
 *
 * @param day ISO day, in Viet Nam
 * @throws GraphQLError of `admitClient`, `matchOperation` or `readAccessRequest`
 */
export function admitRequest(
  { clients, purposes, registeredOnly }: AdmissionRules,
  { claims, headers, graphql }: ArrivingRequest,
  day: string,
): AdmittedRequest {
  const client = admitClient(claims, clients, day);
  const { request, operation } = matchOperation(client.operations, graphql, registeredOnly);
  const access = readAccessRequest({ claims, client, operation, headers, purposes, day });
  return { graphql: request, access };
}
