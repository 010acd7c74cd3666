import type { SealedCollection, SealedType, SealedTypes } from '../kit/seal/sealed-type.ts';
import { endedIn, type EndedDocuments } from '../kit/seal/status/ended-documents.ts';
import type { Store } from '../kit/store/port.ts';
import { medicalDocuments, type MedicalDocumentRecord } from './collections.ts';
import { typeOfKind } from './type-of-kind.ts';

const identityOf = ({ id }: MedicalDocumentRecord) => ({ id });

/**
 * Of a paper everything but where it is in its life, which changes after it was written, what a rule of the day says of
 * it, and the file that brought it, whose digest is sealed.
 */
const paper: SealedType = {
  identityOf,
  leaveOut: ['status', 'source', 'uploadDueAt', 'uploadedLate', 'signedOriginal'],
};

/** Whom the population database knows the child and the father as is found out later: no facility wrote it down. */
const birthNotice: SealedType = {
  identityOf,
  leaveOut: [...paper.leaveOut, 'newborn', 'declaredFather'],
};

/** The papers that Health, their custodian, seals. */
export const sealed: SealedTypes = {
  DischargePaper: paper,
  SickLeaveCertificate: paper,
  MedicalBirthNotice: birthNotice,
  TransferPaper: paper,
  MedicalRecordSummary: paper,
  MedicalDeathNotice: paper,
  MedicalAssessmentRecord: paper,
  PregnancyRestCertificate: paper,
};

/** Where they lie. */
export const sealedIn: readonly SealedCollection[] = [
  {
    spec: medicalDocuments,
    documentsOf: (record: MedicalDocumentRecord) => [{ typeName: typeOfKind[record.kind], record }],
  },
];

/** The papers that were corrected or withdrawn. */
export async function openEnded(store: Store): Promise<EndedDocuments> {
  const collection = await store.collection(medicalDocuments);
  return () => endedIn(collection, medicalDocuments, ({ kind }) => typeOfKind[kind]);
}
