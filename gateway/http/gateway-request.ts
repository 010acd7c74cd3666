import type { GatewayGraphQLRequestContext, GatewaySchemaHash } from '@apollo/server-gateway-interface';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GraphqlRequest } from './graphql-request.ts';
import type { RequestContext } from './request-context.ts';

/** An operation that may be run. */
interface ValidOperation {
  readonly schema: GraphQLSchema;
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly request: GraphqlRequest;
  readonly context: RequestContext;
}

const ignore = () => {};

/** What `GatewayInterface` asks for besides, and has no meaning here. None of the caller's headers goes on by itself. */
const unused = {
  logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
  schemaHash: '' as GatewaySchemaHash,
  queryHash: '',
  metrics: {},
  overallCachePolicy: undefined,
};

/** An operation as a gateway is given it. */
export function gatewayRequest(valid: ValidOperation): GatewayGraphQLRequestContext {
  const { schema, source, document, operation, request, context } = valid;
  const operationName = operation.name?.value ?? null;
  return { ...unused, schema, source, document, operation, request: { ...request }, context, operationName };
}
