import { byStatus } from '../kit/seal/status/ended-documents.ts';
import type { CollectionSpec } from '../kit/store/port.ts';
import type {
  MedicalAssessmentRecordRecord,
  MedicalBirthNoticeRecord,
  MedicalDeathNoticeRecord,
} from './papers/event-papers.ts';
import type { PregnancyRestCertificateRecord, SickLeaveCertificateRecord } from './papers/leave-papers.ts';
import type {
  DischargePaperRecord,
  MedicalRecordSummaryRecord,
  TransferPaperRecord,
} from './papers/stay-papers.ts';

/** One of the eight medical papers of Decision 69/QD-TTg Art. 2(1). */
export type MedicalDocumentRecord =
  | DischargePaperRecord
  | SickLeaveCertificateRecord
  | MedicalBirthNoticeRecord
  | TransferPaperRecord
  | MedicalRecordSummaryRecord
  | MedicalDeathNoticeRecord
  | MedicalAssessmentRecordRecord
  | PregnancyRestCertificateRecord;

/** A medical paper before it is filed: what its issuer wrote and what the intake knows of it. */
export type UnfiledDocument = Unfiled<MedicalDocumentRecord>;

type Unfiled<T> = T extends unknown ? Omit<T, 'eventDate' | 'coversUntil' | 'partyIds'> : never;

export const medicalDocuments: CollectionSpec<MedicalDocumentRecord> = {
  name: 'medicalDocuments',
  owner: 'citizenId',
  indexes: [
    { name: 'byCitizen', fields: ['citizenId', 'eventDate'] },
    { name: 'byCitizenAndKind', fields: ['citizenId', 'kind', 'eventDate'] },
    // Papers that prove no leave lack the field and so stand before every day.
    { name: 'byCoveredDay', fields: ['citizenId', 'coversUntil'] },
    { name: 'byParty', fields: ['partyIds', 'eventDate'] },
    { name: 'byEpisode', fields: ['citizenId', 'issuer.code', 'episodeId', 'eventDate'] },
    { name: 'byReceipt', fields: ['issuer.code', 'receivedAt'] },
    { name: 'byCode', fields: ['issuer.code', 'kind', 'code', 'edition'], unique: true },
    byStatus,
  ],
};
