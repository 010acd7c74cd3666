import { endedIn, type EndedDocuments } from '../kit/seal/status/ended-documents.ts';
import type { Store } from '../kit/store/port.ts';
import { birthRegistrations, deathRegistrations, extracts, type ExtractRecord } from './collections.ts';
import type { SealedCollection, SealedType, SealedTypes } from '../kit/seal/sealed-type.ts';

/** Of an entry everything but where it is in its life, which changes after it was made. */
const entry: SealedType = {
  identityOf: ({ id }: { readonly id: string }) => ({ id }),
  leaveOut: ['status', 'source'],
};

/** The registrations and extracts that Justice, their custodian, seals. */
export const sealed: SealedTypes = {
  BirthRegistration: entry,
  BirthExtract: entry,
  DeathRegistration: entry,
  DeathExtract: entry,
};

const typeOfExtract = ({ kind }: ExtractRecord) =>
  kind === 'BIRTH_EXTRACT' ? 'BirthExtract' : 'DeathExtract';

/** Where they lie. */
export const sealedIn: readonly SealedCollection[] = [
  { spec: birthRegistrations, documentsOf: (record) => [{ typeName: 'BirthRegistration', record }] },
  { spec: deathRegistrations, documentsOf: (record) => [{ typeName: 'DeathRegistration', record }] },
  { spec: extracts, documentsOf: (record: ExtractRecord) => [{ typeName: typeOfExtract(record), record }] },
];

/** The entries that were corrected or withdrawn. */
export async function openEnded(store: Store): Promise<EndedDocuments> {
  const births = await store.collection(birthRegistrations);
  const deaths = await store.collection(deathRegistrations);
  const extractCollection = await store.collection(extracts);
  return async function* ended() {
    yield* endedIn(births, birthRegistrations, () => 'BirthRegistration');
    yield* endedIn(deaths, deathRegistrations, () => 'DeathRegistration');
    yield* endedIn(extractCollection, extracts, typeOfExtract);
  };
}
