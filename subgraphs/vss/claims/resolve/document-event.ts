import type { AgencyEvent } from '../../../kit/events/agency-event.ts';
import type { EvidenceDocumentType } from '../../collections.ts';
import type { DocumentEvent, FamilyRecordType } from '../claim-work.ts';

/** What can be evidence, or say whose child somebody is, by the kind that an event names. */
const evidence: Readonly<Partial<Record<string, EvidenceDocumentType | FamilyRecordType>>> = {
  DISCHARGE_PAPER: 'DischargePaper',
  SICK_LEAVE_CERTIFICATE: 'SickLeaveCertificate',
  MEDICAL_BIRTH_NOTICE: 'MedicalBirthNotice',
  TRANSFER_PAPER: 'TransferPaper',
  MEDICAL_RECORD_SUMMARY: 'MedicalRecordSummary',
  MEDICAL_DEATH_NOTICE: 'MedicalDeathNotice',
  MEDICAL_ASSESSMENT_RECORD: 'MedicalAssessmentRecord',
  PREGNANCY_REST_CERTIFICATE: 'PregnancyRestCertificate',
  BIRTH_REGISTRATION: 'BirthRegistration',
  BIRTH_EXTRACT: 'BirthExtract',
  DEATH_REGISTRATION: 'DeathRegistration',
  DEATH_EXTRACT: 'DeathExtract',
  CITIZEN: 'Citizen',
  FAMILY_RELATION: 'FamilyRelation',
};

/**
 * What an agency's event means for claims; undefined where it is about no evidence. A document that was withdrawn or
 * cancelled replaces itself: the claims that rest on it are looked at again, and no longer find it.
 */
export function documentEvent({ type, document }: AgencyEvent): DocumentEvent | undefined {
  const kind = evidence[document.kind];
  if (kind === undefined) return undefined;
  const isEnded = type.endsWith('.withdrawn') || type.endsWith('.cancelled');
  return {
    document: { type: kind, id: document.id },
    replaces: isEnded ? document.id : document.supersedes,
  };
}
