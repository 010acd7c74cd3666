import { documentLoader, rangeLoader, type DocumentLoader, type RangeLoader } from '../kit/loader.ts';
import type { Collection, Store } from '../kit/store/port.ts';
import type { ClaimDraftRecord } from './claims/claim-draft.ts';
import { openClaimCollections } from './claims/desk/claim-collections.ts';
import type { ResultListRecord } from './claims/list/result-list.ts';
import type { DeskOptions } from './claims/desk/claim-desk.ts';
import {
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
  readonly resultLists: RangeLoader<ResultListRecord>;
  readonly resultListsById: DocumentLoader<ResultListRecord>;
  readonly heardEvents: Collection<HeardEventRecord>;
  readonly drafts: DocumentLoader<ClaimDraftRecord>;
  /** What works on claims; it outlives the call. */
  readonly desk: DeskOptions;
}

/** Opens the collections of social insurance; the desk works over the same. */
export function openSources(desk: Omit<DeskOptions, 'collections'>) {
  return async (store: Store): Promise<() => VssSources> => {
    const collections = await openClaimCollections(store);
    const heardCollection = await store.collection(heardEvents);
    return () => ({
      insuredPersons: documentLoader(collections.insuredPersons),
      employers: documentLoader(collections.employers),
      contributions: rangeLoader(collections.contributions),
      claims: documentLoader(collections.claims),
      claimLists: rangeLoader(collections.claims),
      drafts: documentLoader(collections.drafts),
      resultLists: rangeLoader(collections.resultLists),
      resultListsById: documentLoader(collections.resultLists),
      heardEvents: heardCollection,
      desk: { ...desk, collections },
    });
  };
}
