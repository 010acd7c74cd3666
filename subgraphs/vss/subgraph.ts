import { scalars } from '../kit/resolvers.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { hearEvent } from './heard-events.ts';
import { proveRelations } from './prove-relations.ts';
import { claimResolvers } from './resolvers/claim.ts';
import { insuredPersonResolvers } from './resolvers/insured-person.ts';
import { queryResolvers } from './resolvers/query.ts';
import { sealed } from './sealed.ts';
import { openSources, type VssSources } from './sources.ts';
import { standings } from './standings.ts';

/** Social insurance: contributions, claims, decisions and payments. */
export const vss: Subgraph<VssSources> = {
  name: 'vss',
  schema: new URL('../../schema/vss.graphql', import.meta.url),
  resolvers: { ...scalars, Query: queryResolvers, ...insuredPersonResolvers, ...claimResolvers },
  standings,
  sealed,
  proveRelations,
  events: { hears: ['health', 'justice', 'population'], onEvent: hearEvent },
  open: openSources,
};
