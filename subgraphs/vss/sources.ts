import { documentLoader, rangeLoader, type DocumentLoader, type RangeLoader } from '../kit/loader.ts';
import type { Collection, Store } from '../kit/store/port.ts';
import {
  claims,
  contributions,
  employers,
  insuredPersons,
  type ClaimRecord,
  type ContributionRecord,
  type EmployerRecord,
  type InsuredPersonRecord,
} from './collections.ts';
import { heardEvents, type HeardEventRecord } from './heard-events.ts';

/** What the resolvers of one call read from: each loader batches, and lives as long as the call. */
export interface VssSources {
  readonly insuredPersons: DocumentLoader<InsuredPersonRecord>;
  readonly employers: DocumentLoader<EmployerRecord>;
  readonly contributions: RangeLoader<ContributionRecord>;
  readonly claims: DocumentLoader<ClaimRecord>;
  readonly claimLists: RangeLoader<ClaimRecord>;
  readonly heardEvents: Collection<HeardEventRecord>;
}

/** Opens the collections of social insurance. */
export async function openSources(store: Store): Promise<() => VssSources> {
  const insuredCollection = await store.collection(insuredPersons);
  const employerCollection = await store.collection(employers);
  const contributionCollection = await store.collection(contributions);
  const claimCollection = await store.collection(claims);
  const heardCollection = await store.collection(heardEvents);
  return () => ({
    insuredPersons: documentLoader(insuredCollection),
    employers: documentLoader(employerCollection),
    contributions: rangeLoader(contributionCollection),
    claims: documentLoader(claimCollection),
    claimLists: rangeLoader(claimCollection),
    heardEvents: heardCollection,
  });
}
