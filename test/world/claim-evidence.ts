import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { typeOfKind } from '../../subgraphs/health/type-of-kind.ts';
import type { BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import type { ClaimEvidence } from '../../subgraphs/vss/collections.ts';

type MedicalKind = MedicalDocumentRecord['kind'];

const ROLES: Readonly<Record<MedicalKind, ClaimEvidence['role']>> = {
  DISCHARGE_PAPER: 'INPATIENT_STAY',
  SICK_LEAVE_CERTIFICATE: 'OUTPATIENT_LEAVE',
  MEDICAL_BIRTH_NOTICE: 'BIRTH',
  TRANSFER_PAPER: 'TRANSFER',
  MEDICAL_RECORD_SUMMARY: 'INPATIENT_STAY',
  MEDICAL_DEATH_NOTICE: 'DEATH',
  MEDICAL_ASSESSMENT_RECORD: 'ASSESSMENT',
  PREGNANCY_REST_CERTIFICATE: 'PREGNANCY_REST',
};

/** Papers as evidence, in their latest issue; one that is not signed well is found but cannot be relied on. */
export function evidenceOf(papers: readonly MedicalDocumentRecord[]): readonly ClaimEvidence[] {
  return papers
    .filter(({ status }) => status !== 'SUPERSEDED')
    .map((paper) => ({
      role: ROLES[paper.kind],
      state: paper.signature.status === 'VALID' ? 'FOUND' : 'UNSIGNED',
      document: { type: typeOfKind[paper.kind], id: paper.id },
      documentVersion: paper.edition,
    }));
}

/**
 * What proves a birth (Law 41/2024/QH15 art. 61(1)): the registration, or else the medical notice, or else nothing
 * yet, which is not the same as no birth.
 */
export function evidenceOfBirth(
  registration: BirthRegistrationRecord | undefined,
  notices: readonly MedicalDocumentRecord[],
): readonly ClaimEvidence[] {
  if (registration !== undefined) {
    return [
      {
        role: 'BIRTH',
        state: 'FOUND',
        document: { type: 'BirthRegistration', id: registration.id },
        documentVersion: registration.version,
      },
    ];
  }
  return notices.length > 0 ? evidenceOf(notices) : [{ role: 'BIRTH', state: 'NOT_YET_REGISTERED' }];
}
