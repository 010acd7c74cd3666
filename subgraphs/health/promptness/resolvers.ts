import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { FacilityPromptness } from './facility-promptness.ts';

/** Most papers that an answer names. */
const mostNamed = 100;

/** Resolvers of how promptly a facility sent its papers. */
export const promptnessResolvers: Resolvers<CallScope> = {
  FacilityPromptness: {
    latePapers: ({ late }: FacilityPromptness) => late.length,
    worst: ({ late }: FacilityPromptness, { first }: { readonly first?: number | null }) =>
      late.slice(0, Math.min(Math.max(first ?? 0, 0), mostNamed)),
  },
};
