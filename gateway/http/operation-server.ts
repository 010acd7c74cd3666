import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { getOperationAST, GraphQLError } from 'graphql';
import type { DocumentNode, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { onlyQueriesByGet } from './bare-get.ts';
import { formatError } from './error-answer.ts';
import { gatewayRequest } from './gateway-request.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import { createDocumentReader, DocumentErrors, type TextLimits } from './known-documents.ts';
import { createPersistedTexts } from './persisted-texts.ts';
import { asRefusal, refusal } from './refusal.ts';
import type { RequestContext } from './request-context.ts';

/** What plans and runs an operation: Apollo's `GatewayInterface`. */
export type FederatedGateway = GatewayInterface;

/** Is told of every fault of our own, for the log. The error may quote data: print its name and its stack's places only. */
export type FaultListener = (fault: Error, requestId: string) => void;

/** Runs operations. */
export interface OperationServer {
  /** Never throws: whatever goes wrong is in the answer. */
  run(request: GraphqlRequest, context: RequestContext): Promise<OperationAnswer>;
  stop(): Promise<void>;
}

export interface OperationAnswer {
  readonly result: FormattedExecutionResult;
  /** HTTP headers that tell the caller what to do. */
  readonly headers: Readonly<Record<string, string>>;
  /** Why nothing was run, or nothing came of it, where the gateway itself has not recorded that. */
  readonly refused?: GraphQLError;
}

/** Of the headers that belong to an error those that are for the caller. */
const tellingHeaders: ReadonlySet<unknown> = new Set(['allow', 'retry-after']);

/**
 * Parses, validates and runs one operation at a time over a gateway. Whatever depends on the text alone is done once for
 * each text. It listens nowhere: HTTP is in `transport.ts` and `answer-graphql.ts`.
 *
 * @param introspection whether the schema may be asked for at all
 * @throws Error when the gateway cannot serve
 */
export async function openOperationServer(
  gateway: FederatedGateway,
  introspection: boolean,
  limits: TextLimits,
  onFault: FaultListener,
): Promise<OperationServer> {
  let schema: GraphQLSchema | undefined;
  const unsubscribe = gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
  const { executor } = await gateway.load({ apollo: {} });
  const readDocument = createDocumentReader(introspection, limits);
  const texts = createPersistedTexts();

  /** @throws DocumentErrors @throws GraphQLError */
  function execute(request: GraphqlRequest, context: RequestContext) {
    if (!schema || !executor) throw new Error('The gateway has no schema.');
    const { source, document } = readDocument(schema, texts.textOf(request, context));
    const operation = runnable(document, request.operationName, context.isSafeMethod);
    texts.remember(request, context);
    return executor(gatewayRequest({ schema, source, document, operation, request, context }));
  }

  function told(errors: readonly GraphQLError[], { requestId }: RequestContext) {
    for (const error of errors) {
      if (asRefusal(error) === undefined) onFault(error.originalError ?? error, requestId);
    }
    return errors.map(formatted);
  }

  return {
    async run(request, context) {
      try {
        const { errors, ...result } = await execute(request, context);
        if (!errors?.length) return { result, headers: {} };
        return { result: { ...result, errors: told(errors, context) }, headers: headersOf(errors) };
      } catch (error) {
        const errors = error instanceof DocumentErrors ? error.errors : [asGraphqlError(error)];
        const [refused] = errors;
        const answer = { result: { errors: told(errors, context) }, headers: headersOf(errors) };
        return refused ? { ...answer, refused } : answer;
      }
    },
    async stop() {
      unsubscribe();
      await gateway.stop();
    },
  };
}

/** The operation that is meant. @throws GraphQLError where it is not clear, or cannot be answered by one HTTP answer */
function runnable(document: DocumentNode, name: string | undefined, isSafeMethod: boolean) {
  const operation = getOperationAST(document, name);
  if (operation?.operation === 'query') return operation;
  if (operation && isSafeMethod) throw onlyQueriesByGet();
  if (operation?.operation === 'mutation') return operation;
  if (operation) throw refusal('BAD_REQUEST', 'Subscriptions are not served.');
  throw refusal(
    'OPERATION_RESOLUTION_FAILURE',
    name === undefined
      ? 'The document must hold exactly one operation, or `operationName` must say which to run.'
      : 'The document has no operation of the name in `operationName`.',
  );
}

function formatted(error: GraphQLError) {
  // Whatever has no code of ours was not written for a caller.
  const extensions = asRefusal(error)?.extensions ?? { code: 'INTERNAL_SERVER_ERROR' };
  return formatError({ ...error.toJSON(), extensions }, error);
}

function headersOf(errors: readonly GraphQLError[]): Readonly<Record<string, string>> {
  const heads = errors.map(({ extensions }) => extensions['http']);
  const headers = heads.flatMap((head) =>
    typeof head === 'object' && head !== null && 'headers' in head && head.headers instanceof Map
      ? [...head.headers]
      : [],
  );
  return Object.fromEntries(headers.filter(([name]) => tellingHeaders.has(name)));
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('not an Error');
  // Without extensions of its own it would take over those of the other error.
  return new GraphQLError(originalError.message, { originalError, extensions: {} });
}
