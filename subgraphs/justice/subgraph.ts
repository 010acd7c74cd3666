import { scalars } from '../kit/resolvers.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { citizenResolvers } from './resolvers/citizen.ts';
import { holds } from './events.ts';
import { documentResolvers } from './resolvers/document.ts';
import { learnNotice } from './learning/learn-notice.ts';
import { proveRelations } from './prove-relations.ts';
import { mutationResolvers } from './resolvers/mutation.ts';
import { queryResolvers } from './resolvers/query.ts';
import { openEnded, sealed, sealedIn } from './sealed.ts';
import { openSources, type JusticeSources } from './sources.ts';
import { standings } from './standings.ts';

/** The civil status registers: births, deaths and their extracts. */
export const justice: Subgraph<JusticeSources> = {
  name: 'justice',
  schema: new URL('../../schema/justice.graphql', import.meta.url),
  resolvers: {
    Date: scalars.Date,
    DateTime: scalars.DateTime,
    Query: queryResolvers,
    Mutation: mutationResolvers,
    ...citizenResolvers,
    ...documentResolvers,
  },
  standings,
  sealed,
  sealedIn,
  openEnded,
  proveRelations,
  events: { hears: ['health'], holds, onEvent: learnNotice },
  open: openSources,
};
