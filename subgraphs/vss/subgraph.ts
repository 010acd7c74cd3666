import { scalars } from '../kit/resolvers.ts';
import type { Store } from '../kit/store/port.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { openClaimCollections } from './claims/desk/claim-collections.ts';
import type { DeskOptions } from './claims/desk/claim-desk.ts';
import { noEvidenceSource } from './claims/evidence/evidence-source.ts';
import { watchSource } from './claims/evidence/watch-source.ts';
import { startClaimWorker } from './claims/resolve/claim-worker.ts';
import { hearEvent } from './heard-events.ts';
import { proveRelations } from './prove-relations.ts';
import { claimResolvers } from './resolvers/claim.ts';
import { claimAnswerResolvers } from './resolvers/claim-answers.ts';
import { insuredPersonResolvers } from './resolvers/insured-person.ts';
import { mutationResolvers } from './resolvers/mutation.ts';
import { listResolvers } from './resolvers/result-list.ts';
import { queryResolvers } from './resolvers/query.ts';
import { openEnded, sealed, sealedIn } from './sealed.ts';
import { openSources, type VssSources } from './sources.ts';
import { standings } from './standings.ts';

/** How social insurance works on claims; who names nobody to tell of faults has no machine that works by itself. */
export type ClaimSettings = Omit<DeskOptions, 'collections'>;

/** Milliseconds between two looks at claims whose time has come. */
const interval = 5_000;

/** Without a hub to ask, claims are taken in and wait. */
const alone: ClaimSettings = {
  evidence: noEvidenceSource,
  now: () => Temporal.Now.instant(),
  decidesPlainCases: false,
};

/** Social insurance: contributions, claims, decisions and payments. */
export function createVss(given: ClaimSettings): Subgraph<VssSources> {
  const { onFault } = given;
  // Whoever asks for a claim, a preview too, finds out for all others that a source is back.
  const settings = { ...given, evidence: watchSource(given.evidence, given.now) };
  return {
    name: 'vss',
    schema: new URL('../../schema/vss.graphql', import.meta.url),
    resolvers: {
      ...scalars,
      Query: queryResolvers,
      Mutation: mutationResolvers,
      ...insuredPersonResolvers,
      ...claimResolvers,
      ...claimAnswerResolvers,
      ...listResolvers,
    },
    standings,
    sealed,
    sealedIn,
    openEnded,
    proveRelations,
    events: { hears: ['health', 'justice', 'population'], onEvent: hearEvent },
    open: openSources(settings),
    ...(onFault && {
      work: async (store: Store) =>
        startClaimWorker({ ...settings, collections: await openClaimCollections(store), interval, onFault }),
    }),
  };
}

/** Social insurance that knows no hub. */
export const vss: Subgraph<VssSources> = createVss(alone);
