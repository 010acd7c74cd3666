import { documentLoader, rangeLoader, type DocumentLoader, type RangeLoader } from '../kit/loader.ts';
import type { Collection, Store } from '../kit/store/port.ts';
import {
  citizens,
  familyRelations,
  numberHolds,
  type CitizenRecord,
  type FamilyRelationRecord,
  type NumberHoldRecord,
} from './collections.ts';

/** What the resolvers of one call read from: each loader batches, and lives as long as the call. */
export interface PopulationSources {
  readonly citizens: DocumentLoader<CitizenRecord>;
  readonly citizensByIdentifier: RangeLoader<CitizenRecord>;
  readonly relations: RangeLoader<FamilyRelationRecord>;
  /** For what writes: it reads past the loaders, which remember what was there before. */
  readonly citizenCollection: Collection<CitizenRecord>;
  readonly relationCollection: Collection<FamilyRelationRecord>;
  readonly holdCollection: Collection<NumberHoldRecord>;
}

/** Opens the collections of the population database. */
export async function openSources(store: Store): Promise<() => PopulationSources> {
  const citizenCollection = await store.collection(citizens);
  const relationCollection = await store.collection(familyRelations);
  const holdCollection = await store.collection(numberHolds);
  return () => ({
    citizens: documentLoader(citizenCollection),
    citizensByIdentifier: rangeLoader(citizenCollection),
    relations: rangeLoader(relationCollection),
    citizenCollection,
    relationCollection,
    holdCollection,
  });
}
