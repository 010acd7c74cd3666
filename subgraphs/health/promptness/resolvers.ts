import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { FacilityPromptness } from './facility-promptness.ts';
import type { DelaySummary } from './summarise-delays.ts';

/** Most papers that an answer names. */
const mostNamed = 100;

const latePapers = ({ late }: DelaySummary) => late.length;

/** Resolvers of how promptly facilities sent their papers. */
export const promptnessResolvers: Resolvers<CallScope> = {
  FacilityDelays: { latePapers },
  FacilityPromptness: {
    latePapers,
    worst: ({ late }: FacilityPromptness, { first }: { readonly first?: number | null }) =>
      late.slice(0, Math.min(Math.max(first ?? 0, 0), mostNamed)),
  },
};
