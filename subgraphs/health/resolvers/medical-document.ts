import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { medicalDocuments, type MedicalDocumentRecord } from '../collections.ts';
import { extentOf } from '../leave-coverage.ts';
import { leaveSpans } from '../leave-spans.ts';
import { gestationBand, isTuberculosis, withinLeaveCap } from '../medical-facts.ts';
import type { MedicalBirthNoticeRecord, MedicalDeathNoticeRecord } from '../papers/event-papers.ts';
import type { PregnancyRestCertificateRecord, SickLeaveCertificateRecord } from '../papers/leave-papers.ts';
import type {
  DischargePaperRecord,
  MedicalRecordSummaryRecord,
  TransferPaperRecord,
} from '../papers/stay-papers.ts';
import { othersThan } from '../paper-lists.ts';
import type { HealthSources } from '../sources.ts';
import { signatureOf } from '../signed-origin.ts';
import { signedOriginal } from '../signed-original.ts';
import { typeOfKind } from '../type-of-kind.ts';
import { uploadDueAt, uploadedLate } from '../upload-deadline.ts';
import { validityOf } from '../validity.ts';
import { periodOf, type PeriodArguments } from './period.ts';

type Context = CallScope & HealthSources;
type Kind = MedicalDocumentRecord['kind'];

const typeOf = { __resolveType: ({ kind }: MedicalDocumentRecord) => typeOfKind[kind] };

const citizen = (id: string | undefined) => (id === undefined ? null : { __typename: 'Citizen', id });

function sameEpisode(paper: MedicalDocumentRecord, page: PageArguments, { paperLists, cursors }: Context) {
  const equals = [paper.citizenId, paper.issuer.code, paper.episodeId ?? ''];
  const range = { index: 'byEpisode', equals, order: 'desc' } as const;
  return connect({ spec: medicalDocuments, range, load: othersThan(paper, paperLists) }, page, cursors);
}

/** What all papers have; a reference to a paper of another kind is a reference to nothing. */
const header = (kind: Kind) => ({
  __resolveReference: async ({ id }: { readonly id: string }, { papers }: Context) => {
    const paper = await papers.load(id);
    return paper?.kind === kind ? paper : null;
  },
  version: ({ edition }: MedicalDocumentRecord) => edition,
  subject: ({ citizenId }: MedicalDocumentRecord) => citizen(citizenId),
  sameEpisode,
  signature: signatureOf,
  uploadDueAt,
  uploadedLate,
  signedOriginal,
  source: ({ updatedAt, version }: MedicalDocumentRecord) => ({ agency: 'HEALTH', asOf: updatedAt, version }),
});

const covers = (paper: MedicalDocumentRecord, asked: PeriodArguments) =>
  extentOf(periodOf(asked), validityOf(paper) === 'IN_FORCE' ? leaveSpans(paper) : []);

const tuberculosis = ({ icd10Code }: { readonly icd10Code?: string }) => isTuberculosis([icd10Code]);

const lossBand = (paper: DischargePaperRecord | SickLeaveCertificateRecord) =>
  paper.pregnancyTerminated ? gestationBand(paper.gestationWeeks) : null;

/** Resolvers of the eight medical papers. */
export const paperResolvers: Resolvers<Context> = {
  Document: typeOf,
  MedicalDocument: typeOf,
  DischargePaper: {
    ...header('DISCHARGE_PAPER'),
    covers,
    withinLeaveCap,
    isTuberculosis: tuberculosis,
    lossBand,
  },
  SickLeaveCertificate: {
    ...header('SICK_LEAVE_CERTIFICATE'),
    covers,
    withinLeaveCap,
    isTuberculosis: tuberculosis,
    lossBand,
  },
  MedicalBirthNotice: {
    ...header('MEDICAL_BIRTH_NOTICE'),
    newborn: ({ childId }: MedicalBirthNoticeRecord) => citizen(childId),
    declaredFather: ({ fatherId }: MedicalBirthNoticeRecord) => citizen(fatherId),
    genderAtBirth: ({ childGender }: MedicalBirthNoticeRecord) => childGender,
    deliveryNote: ({ note }: MedicalBirthNoticeRecord) => note,
  },
  TransferPaper: {
    ...header('TRANSFER_PAPER'),
    covers,
    isTuberculosis: ({ icd10Code, otherIcd10Codes = [] }: TransferPaperRecord) =>
      isTuberculosis([icd10Code, ...otherIcd10Codes]),
  },
  MedicalRecordSummary: {
    ...header('MEDICAL_RECORD_SUMMARY'),
    covers,
    isTuberculosis: ({ icd10Code, severeTuberculosis }: MedicalRecordSummaryRecord) =>
      severeTuberculosis || isTuberculosis([icd10Code]),
  },
  MedicalDeathNotice: {
    ...header('MEDICAL_DEATH_NOTICE'),
    covers,
    causeIcd10Code: ({ icd10Code }: MedicalDeathNoticeRecord) => icd10Code,
    causeIcd10Name: ({ icd10Name }: MedicalDeathNoticeRecord) => icd10Name,
  },
  MedicalAssessmentRecord: header('MEDICAL_ASSESSMENT_RECORD'),
  PregnancyRestCertificate: {
    ...header('PREGNANCY_REST_CERTIFICATE'),
    covers,
    withinLeaveCap,
    gestationBand: ({ gestationWeeks }: PregnancyRestCertificateRecord) => gestationBand(gestationWeeks),
  },
};
