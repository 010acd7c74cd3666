import {
  medicalDocuments,
  type MedicalDocumentRecord,
  type UnfiledDocument,
} from '../../../subgraphs/health/collections.ts';
import { fileDocument } from '../../../subgraphs/health/file-document.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { openSubgraph, type OpenSubgraph } from '../execute.ts';

type Kind = MedicalDocumentRecord['kind'];
type Unfiled<K extends Kind> = Extract<UnfiledDocument, { kind: K }>;

const header = {
  version: 1,
  citizenId: 'citizen-a',
  edition: 1,
  issuer: { code: '01001', name: 'Bệnh viện thử nghiệm' },
  issuedOn: '2026-03-06',
  status: 'ACKNOWLEDGED',
  signature: { status: 'VALID' },
  episodeId: 'episode-1',
  templateVersion: '25/2025/TT-BYT',
  receivedAt: '2026-03-06T10:00:00Z',
  updatedAt: '2026-03-06T10:00:01Z',
} as const;

const patient = { fullName: 'Người Thử Nghiệm', birthYear: 1990, gender: 'FEMALE' } as const;

const disease = { icd10Code: 'J18.9', icd10Name: 'Viêm phổi' } as const;

const contents: { readonly [K in Kind]: Omit<Unfiled<K>, keyof typeof header | 'id' | 'code'> } = {
  DISCHARGE_PAPER: {
    kind: 'DISCHARGE_PAPER',
    patient,
    dischargeDepartmentCode: 'K01',
    admittedAt: '2026-03-02T01:00:00Z',
    dischargedAt: '2026-03-06T03:00:00Z',
    pregnancyTerminated: false,
    dischargeDiagnosis: 'Viêm phổi',
    ...disease,
    treatmentMethod: 'Nội khoa',
    doctorId: 'D1',
    doctorName: 'Bác Sĩ Một',
    headSignerId: 'H1',
  },
  SICK_LEAVE_CERTIFICATE: {
    kind: 'SICK_LEAVE_CERTIFICATE',
    patient,
    serialNumber: 'S1',
    facilityInternalNumber: '1',
    formNumber: 'CT07',
    employerName: 'Công ty Thử Nghiệm',
    examinedOn: '2026-03-07',
    diagnosis: 'Viêm phổi',
    ...disease,
    treatmentMethod: 'Nội khoa',
    pregnancyTerminated: false,
    leaveDays: 3,
    leaveFrom: '2026-03-07',
    leaveTo: '2026-03-09',
    practitionerId: 'D1',
    practitionerName: 'Bác Sĩ Một',
    headSignerId: 'H1',
  },
  MEDICAL_BIRTH_NOTICE: {
    kind: 'MEDICAL_BIRTH_NOTICE',
    number: '1',
    bookNumber: '1',
    childIntendedName: 'Bé Thử Nghiệm',
    childGender: 'FEMALE',
    childBornAt: '2026-03-05T18:30:00Z',
    birthPlace: 'Bệnh viện thử nghiệm',
    childrenInThisBirth: 1,
    livingChildrenIncludingThis: 2,
    birthOrder: 2,
    childWeightGrams: 3100,
    childCondition: 'Bình thường',
    deliveredBySurgery: true,
    bornBefore32Weeks: false,
    motherName: 'Người Thử Nghiệm',
    motherEthnicityCode: '01',
    motherNationality: 'VNM',
    motherResidence: 'Xã Thử',
    motherProvinceCode: '01',
    motherCommuneCode: '00001',
    isSurrogateBirth: false,
    deliveredBy: 'Hộ Sinh Một',
    recordedBy: 'Hộ Sinh Một',
    headSignerId: 'H1',
  },
  TRANSFER_PAPER: {
    kind: 'TRANSFER_PAPER',
    patient,
    fileNumber: '1',
    registerNumber: '1',
    fromFacilityCode: '01001',
    toFacilityCode: '01002',
    admittedAt: '2026-03-02T01:00:00Z',
    inpatientFrom: '2026-03-02T01:00:00Z',
    dischargedAt: '2026-03-04T03:00:00Z',
    clinicalSigns: 'Sốt',
    diagnosis: 'Viêm phổi',
    icd10Code: 'J18.9',
    reason: 'BEYOND_CAPABILITY',
    doctorId: 'D1',
    headSignerId: 'H1',
  },
  MEDICAL_RECORD_SUMMARY: {
    kind: 'MEDICAL_RECORD_SUMMARY',
    patient,
    careTypeCode: '03',
    admittedAt: '2026-03-02T01:00:00Z',
    dischargedAt: '2026-03-06T03:00:00Z',
    admissionDiagnosis: 'Sốt',
    dischargeDiagnosis: 'Viêm phổi',
    ...disease,
    clinicalCourse: 'Ổn định',
    investigationSummary: 'Bình thường',
    treatmentMethod: 'Nội khoa',
    outcome: 'CURED',
    headSignerId: 'H1',
  },
  MEDICAL_DEATH_NOTICE: {
    kind: 'MEDICAL_DEATH_NOTICE',
    patient,
    number: '1',
    bookNumber: '1',
    admittedAt: '2026-03-02T01:00:00Z',
    diedAt: '2026-03-06T03:00:00Z',
    deathCondition: 'Tử vong tại viện',
    causeOfDeath: 'Viêm phổi',
    facilityAddress: 'Đường Thử',
    recordedBy: 'Điều Dưỡng Một',
    headSignerName: 'Giám Đốc Một',
  },
  MEDICAL_ASSESSMENT_RECORD: {
    kind: 'MEDICAL_ASSESSMENT_RECORD',
    patient,
    meetingOn: '2026-03-20',
    chairName: 'Chủ Tịch Một',
    chairRole: 'CHAIR',
    subjectGroupCode: 'BB',
    examination: 'FIRST',
    newInjuryRate: 21,
    totalInjuryRate: 21,
    findings: 'Ổn định',
    legalBasis: '1/QĐ',
  },
  PREGNANCY_REST_CERTIFICATE: {
    kind: 'PREGNANCY_REST_CERTIFICATE',
    patient,
    serialNumber: 'S2',
    employerName: 'Công ty Thử Nghiệm',
    diagnosis: 'Dọa sảy thai',
    gestationWeeks: 12,
    restDays: 30,
    restFrom: '2026-03-10',
    restTo: '2026-04-08',
    doctorId: 'D1',
    doctorName: 'Bác Sĩ Một',
    headSignerId: 'H1',
  },
};

/** A filed paper of a kind; what does not matter to a test is filled in. */
export function paper<K extends Kind>(
  kind: K,
  id: string,
  changes: Partial<Unfiled<K>> = {},
): Extract<MedicalDocumentRecord, { kind: K }> {
  const unfiled = { ...header, id, code: id, ...contents[kind], ...changes };
  return fileDocument(unfiled as unknown as UnfiledDocument) as Extract<MedicalDocumentRecord, { kind: K }>;
}

/** All kinds of medical papers. */
export const kinds = Object.keys(contents) as readonly Kind[];

/** The subgraph over a store that holds these papers. */
export async function openHealth(...papers: readonly MedicalDocumentRecord[]): Promise<OpenSubgraph> {
  const subgraph = await openSubgraph(health);
  await subgraph.put(medicalDocuments, ...papers);
  return subgraph;
}
