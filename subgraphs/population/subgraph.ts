import { scalars } from '../kit/resolvers.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { holds } from './events.ts';
import { learnEvent } from './learning/learn-event.ts';
import { proveRelations } from './prove-relations.ts';
import { citizenResolvers } from './resolvers/citizen.ts';
import { mutationResolvers } from './resolvers/mutation.ts';
import { queryResolvers } from './resolvers/query.ts';
import { openBearers } from './identify-bearers.ts';
import { openSources, type PopulationSources } from './sources.ts';
import { standings } from './standings.ts';

/** The population database: who a citizen is, and who belongs to whom. */
export const population: Subgraph<PopulationSources> = {
  name: 'population',
  schema: new URL('../../schema/population.graphql', import.meta.url),
  resolvers: {
    Date: scalars.Date,
    DateTime: scalars.DateTime,
    Query: queryResolvers,
    Mutation: mutationResolvers,
    ...citizenResolvers,
  },
  standings,
  proveRelations,
  events: { hears: ['justice'], holds, onEvent: learnEvent },
  endpoints: openBearers,
  open: openSources,
};
