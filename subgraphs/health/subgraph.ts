import { scalars } from '../kit/resolvers.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { holds } from './events.ts';
import { promptnessResolvers } from './promptness/resolvers.ts';
import { openIntake } from './intake/endpoints.ts';
import { citizenResolvers } from './resolvers/citizen.ts';
import { paperResolvers } from './resolvers/medical-document.ts';
import { queryResolvers } from './resolvers/query.ts';
import { openEnded, sealed, sealedIn } from './sealed.ts';
import { openSources, type HealthSources } from './sources.ts';
import { alsoInFiles } from './signed-original.ts';
import { standings } from './standings.ts';

/** The medical papers that facilities and assessment councils issue. */
export const health: Subgraph<HealthSources> = {
  name: 'health',
  schema: new URL('../../schema/health.graphql', import.meta.url),
  resolvers: {
    Date: scalars.Date,
    DateTime: scalars.DateTime,
    Query: queryResolvers,
    ...citizenResolvers,
    ...paperResolvers,
    ...promptnessResolvers,
  },
  standings,
  alsoIn: alsoInFiles,
  sealed,
  sealedIn,
  openEnded,
  events: { holds },
  endpoints: openIntake,
  open: openSources,
};
