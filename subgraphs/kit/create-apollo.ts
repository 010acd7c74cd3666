import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { tellDisclosures, type AnswerScope } from './access/tell-disclosures.ts';
import { maskError } from './mask-error.ts';

/**
 * Apollo's server over the guarded schema of an agency: it answers, and tells nobody anything else.
 *
 * @param classification by which the guards decide: see `AccessReport.classification`
 */
export function createApollo<Scope extends AnswerScope>(
  schema: GraphQLSchema,
  classification: string,
): ApolloServer<Scope> {
  return new ApolloServer<Scope>({
    schema,
    introspection: false,
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    formatError: maskError,
    stopOnTerminationSignals: false,
    // Whatever the environment says, nothing is reported to anybody, and no resolver pays for plugins that nobody reads.
    plugins: [
      tellDisclosures(classification),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
