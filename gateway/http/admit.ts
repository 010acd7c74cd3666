import type { IncomingHttpHeaders } from 'node:http';
import type { GraphqlRequest } from './graphql-request.ts';
import type { RequestContext } from './request-context.ts';

/** A request whose form is right. */
export interface ArrivingRequest {
  readonly headers: IncomingHttpHeaders;
  readonly graphql: GraphqlRequest;
  readonly context: RequestContext;
}

/** A request that may be run: what to run, and who asks. */
export interface AdmittedRequest {
  readonly graphql: GraphqlRequest;
  readonly context: RequestContext;
}

/** Decides whether a request may be run at all. @throws GraphQLError that refuses it */
export type Admit = (request: ArrivingRequest) => Promise<AdmittedRequest>;

/** Everybody, as who they are until proven: nobody. */
export const admitEverybody: Admit = async ({ graphql, context }) => ({ graphql, context });
