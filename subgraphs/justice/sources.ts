import { documentLoader, rangeLoader, type DocumentLoader, type RangeLoader } from '../kit/loader.ts';
import type { Collection, Store } from '../kit/store/port.ts';
import {
  announcedEvents,
  birthRegistrations,
  deathRegistrations,
  extracts,
  type AnnouncedEventRecord,
  type BirthRegistrationRecord,
  type DeathRegistrationRecord,
  type ExtractRecord,
} from './collections.ts';
import type { RegistrationRecord } from './registration-in-force.ts';

/** One of the two registers, as one call reads it. */
export interface Register<T extends RegistrationRecord> {
  readonly event: AnnouncedEventRecord['kind'];
  /** For what writes: it reads past the loaders, which remember what was there before. */
  readonly collection: Collection<T>;
  readonly entries: DocumentLoader<T>;
  readonly lists: RangeLoader<T>;
  /** Index of all versions of the entries about one person, ordered by their day of issue. */
  readonly subjectIndex: string;
  /** Opaque id of whom an entry is about. */
  readonly subjectOf: (entry: T) => string;
}

/** What the resolvers of one call read from: each loader batches, and lives as long as the call. */
export interface JusticeSources {
  readonly births: Register<BirthRegistrationRecord>;
  readonly deaths: Register<DeathRegistrationRecord>;
  readonly extracts: DocumentLoader<ExtractRecord>;
  readonly extractCollection: Collection<ExtractRecord>;
  readonly extractLists: RangeLoader<ExtractRecord>;
  readonly announcements: RangeLoader<AnnouncedEventRecord>;
  readonly announcedCollection: Collection<AnnouncedEventRecord>;
}

/** Opens the collections of the civil status registers. */
export async function openSources(store: Store): Promise<() => JusticeSources> {
  const births = await store.collection(birthRegistrations);
  const deaths = await store.collection(deathRegistrations);
  const extractCollection = await store.collection(extracts);
  const announcements = await store.collection(announcedEvents);
  return () => ({
    births: {
      event: 'BIRTH',
      ...loaders(births),
      subjectIndex: 'byChild',
      subjectOf: ({ childId }) => childId,
    },
    deaths: {
      event: 'DEATH',
      ...loaders(deaths),
      subjectIndex: 'byDeceased',
      subjectOf: ({ deceasedId }) => deceasedId,
    },
    extracts: documentLoader(extractCollection),
    extractCollection,
    extractLists: rangeLoader(extractCollection),
    announcements: rangeLoader(announcements),
    announcedCollection: announcements,
  });
}

function loaders<T extends RegistrationRecord>(collection: Collection<T>) {
  return { collection, entries: documentLoader(collection), lists: rangeLoader(collection) };
}
