import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import type { OperationLimits } from '../limits/limits.ts';
import { onlyQueriesByGet } from './bare-get.ts';
import { formatError } from './error-answer.ts';
import { spreadDepth } from './operation-depth.ts';
import { asRefusal, refusal } from './refusal.ts';
import type { RequestContext } from './request-context.ts';

/** What plans and runs an operation: Apollo's `GatewayInterface`. */
export type FederatedGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Is told of every fault of our own, for the log. The error may quote data: print its name and its stack's places only. */
export type FaultListener = (fault: Error, requestId: string) => void;

/**
 * The server that parses, validates and runs one operation at a time over the gateway. It listens nowhere: HTTP is
 * ours, so that status, media type and refusals are in our hand.
 */
export function createOperationServer(
  gateway: FederatedGateway,
  introspection: boolean,
  { tokens: maxTokens, depth }: Pick<OperationLimits, 'tokens' | 'depth'>,
  onFault: FaultListener,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway,
    introspection,
    formatError,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens },
    // A suggestion tells of fields that the caller may not know of.
    validationOptions: { hideSuggestions: true },
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      refuseUnrunnable(depth),
      reportFaults(onFault),
    ],
  });
}

/** Refuses a request whose operation is not clear, or cannot be answered by one HTTP answer. */
const refuseUnrunnable = (mostDepth: number): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request, contextValue }) => {
      const depth = spreadDepth(document);
      if (depth > mostDepth) throw limitExceeded('depth', mostDepth, depth);
      if (operation?.operation === 'query') return;
      if (operation !== undefined && contextValue.isSafeMethod) throw onlyQueriesByGet();
      if (operation?.operation === 'mutation') return;
      if (operation !== undefined) throw refusal('BAD_REQUEST', 'Subscriptions are not served.');
      throw refusal(
        'OPERATION_RESOLUTION_FAILURE',
        request.operationName === undefined
          ? 'The document must hold exactly one operation, or `operationName` must say which to run.'
          : 'The document has no operation of the name in `operationName`.',
      );
    },
  }),
});

function reportFaults(onFault: FaultListener): ApolloServerPlugin<RequestContext> {
  return {
    unexpectedErrorProcessingRequest: async ({ error }) => {
      // What this hook throws takes the place of Apollo's own "Internal server error", which would hide the cause.
      throw asRefusal(error) ?? error;
    },
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) {
          const isFault = error.extensions['code'] === undefined && asRefusal(error) === undefined;
          if (isFault) onFault(error.originalError ?? error, contextValue.requestId);
        }
      },
    }),
  };
}

// Faults reach the log through `reportFaults`; the library's own lines would quote operations.
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}
