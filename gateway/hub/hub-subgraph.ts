import { execute, parse, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { AccessReport } from '../../schema/hub-context.ts';
import { maskError } from '../../subgraphs/kit/mask-error.ts';
import { scalars } from '../../subgraphs/kit/resolvers.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { SubgraphRequest } from '../federation/fetching/local-subgraph.ts';
import type { HubCaller, HubScope, HubSources } from './hub-scope.ts';
import { ReportBook } from './report-book.ts';
import { accessDecision } from './resolvers/access-decision.ts';
import { accessLogEntryResolvers } from './resolvers/access-log-entry.ts';
import { accessesToCitizen, accessLog } from './resolvers/access-log.ts';
import { breachMutations, breachQueries, breachResolvers } from './resolvers/breach.ts';
import { knownCitizen, me } from './resolvers/citizen.ts';
import { emergencyAccessResolvers } from './resolvers/emergency-access.ts';
import { introspectionReport } from './resolvers/introspection-report.ts';
import { emergencyMutations } from './resolvers/emergency-mutations.ts';
import { operatorMutations, operatorQueries } from './resolvers/operator.ts';
import { policyHistoryQueries } from './resolvers/policy-history.ts';
import { emergencyQueries } from './resolvers/emergency-queries.ts';
import { rightsDeskMutations, rightsWorkList } from './resolvers/rights-desk.ts';
import { rightsMutations, rightsQueries, rightsResolvers } from './resolvers/rights.ts';

/** What it answers; the same members as over HTTP. */
export interface HubAnswer {
  readonly data: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions: { readonly access: AccessReport };
}

/** The subgraph that the gateway answers in its own process, without a hop. */
export interface HubSubgraph {
  /** As in the supergraph. */
  readonly name: string;
  /** Answers one fetch. It never throws for what is in the request. */
  answer(request: SubgraphRequest, caller: HubCaller): Promise<HubAnswer>;
}

/** The hub's own part of the graph: what the policy says, and emergency access. */
export async function createHubSubgraph(sources: HubSources): Promise<HubSubgraph> {
  const schema = await subgraphSchema<HubScope>({
    schema: new URL('../../schema/hub.graphql', import.meta.url),
    resolvers: {
      Date: scalars.Date,
      DateTime: scalars.DateTime,
      Query: {
        accessDecision,
        accessLog,
        introspectionReport,
        me,
        ...breachQueries,
        ...emergencyQueries,
        ...operatorQueries,
        ...policyHistoryQueries,
        ...rightsQueries,
        rightsWorkList,
      },
      Mutation: {
        ...breachMutations,
        ...emergencyMutations,
        ...operatorMutations,
        ...rightsMutations,
        ...rightsDeskMutations,
      },
      Citizen: { __resolveReference: knownCitizen, accessLog: accessesToCitizen },
      ...accessLogEntryResolvers,
      ...breachResolvers,
      ...rightsResolvers,
      ...emergencyAccessResolvers,
    },
  });
  return {
    name: 'hub',
    async answer({ query, variables, operationName }, caller) {
      const report = new ReportBook();
      const { data, errors } = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        operationName,
        contextValue: { ...sources, caller, report } satisfies HubScope,
      });
      return {
        data,
        ...(errors && { errors: errors.map((error) => maskError(error.toJSON(), error)) }),
        extensions: { access: report.report() },
      };
    },
  };
}
