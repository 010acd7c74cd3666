import type { MedicalDocumentRecord } from '../collections.ts';

/** The type of the graph that a kind of paper is. */
export const typeOfKind = {
  DISCHARGE_PAPER: 'DischargePaper',
  SICK_LEAVE_CERTIFICATE: 'SickLeaveCertificate',
  MEDICAL_BIRTH_NOTICE: 'MedicalBirthNotice',
  TRANSFER_PAPER: 'TransferPaper',
  MEDICAL_RECORD_SUMMARY: 'MedicalRecordSummary',
  MEDICAL_DEATH_NOTICE: 'MedicalDeathNotice',
  MEDICAL_ASSESSMENT_RECORD: 'MedicalAssessmentRecord',
  PREGNANCY_REST_CERTIFICATE: 'PregnancyRestCertificate',
} as const satisfies Record<MedicalDocumentRecord['kind'], string>;
