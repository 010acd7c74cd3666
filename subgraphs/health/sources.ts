import { documentLoader, rangeLoader, type DocumentLoader, type RangeLoader } from '../kit/loader.ts';
import type { Store } from '../kit/store/port.ts';
import { receivedFiles, type ReceivedFile } from './intake/filing/received-file.ts';
import { medicalDocuments, type MedicalDocumentRecord } from './collections.ts';

/** What the resolvers of one call read from: each loader batches, and lives as long as the call. */
export interface HealthSources {
  readonly papers: DocumentLoader<MedicalDocumentRecord>;
  readonly paperLists: RangeLoader<MedicalDocumentRecord>;
  readonly files: DocumentLoader<ReceivedFile>;
}

/** Opens the collection of medical papers. */
export async function openSources(store: Store): Promise<() => HealthSources> {
  const collection = await store.collection(medicalDocuments);
  const files = await store.collection(receivedFiles);
  return () => ({
    papers: documentLoader(collection),
    paperLists: rangeLoader(collection),
    files: documentLoader(files),
  });
}
