import type { Limits } from '../limits/limits.ts';
import type { RequestGate } from '../overload/gate-requests.ts';
import type { Admit } from './admit.ts';
import { negotiateAnswer } from './answer-format.ts';
import { writeResult, type Answer } from './answer.ts';
import { refuseBareGet } from './bare-get.ts';
import { checkRequest, type GraphqlRequest } from './graphql-request.ts';
import type { OperationServer } from './operation-server.ts';
import type { ArrivedRequest } from './reception.ts';
import { refusal } from './refusal.ts';
import { checkBodyType, parseBody } from './request-body.ts';
import { checkSearchType, readSearch } from './request-search.ts';

/** What answers are made with. */
export interface GraphqlParts {
  readonly operations: OperationServer;
  readonly admit: Admit;
  readonly limits: Pick<Limits, 'operation' | 'variables'>;
  readonly learn: RequestGate['learn'];
}

/** @param proof who asks, where something else than the request's own header says so */
export type AnswerGraphql = (
  request: ArrivedRequest,
  proof?: { readonly authorization?: string },
) => Promise<Answer>;

/**
 * The life of a request, in order. Each step refuses by throwing a GraphQLError with a code of ours; the transport
 * writes it down. (Before: body limit, request id, headers. See `transport.ts`.)
 */
export function createGraphqlAnswerer({ operations, admit, limits, learn }: GraphqlParts): AnswerGraphql {
  return async (request, proof = {}) => {
    const format = negotiateAnswer(request.headers.accept);
    if (format === undefined) throw refusal('NOT_ACCEPTABLE');
    const arriving = request.method === 'POST' ? readPost(request, limits) : readGet(request, limits);
    const headers = proof.authorization === undefined ? request.headers : { ...request.headers, ...proof };
    const { graphql, context, refused } = await admit({
      headers,
      distinctHeaders: () => request.raw.headersDistinct,
      graphql: arriving,
      context: request.hubContext,
    });
    learn(request, context.facts?.client ?? context.caller.claims?.client, proof.authorization);
    const { result, headers: telling, refused: reason } = await operations.run(graphql, context);
    if (reason) await refused?.(reason);
    return writeResult(result, format, request.hubContext.language, telling);
  };
}

function readPost(request: ArrivedRequest, limits: GraphqlParts['limits']): GraphqlRequest {
  checkBodyType(request.headers);
  const body = request.body instanceof Uint8Array ? request.body : undefined;
  return checkRequest(parseBody(body, limits.operation.nesting), limits);
}

function readGet(request: ArrivedRequest, limits: GraphqlParts['limits']): GraphqlRequest {
  checkSearchType(request.headers);
  const search = readSearch(request.url.split('?').slice(1).join('?'));
  const graphqlRequest = checkRequest(search, limits);
  refuseBareGet(request.headers, graphqlRequest);
  return graphqlRequest;
}
