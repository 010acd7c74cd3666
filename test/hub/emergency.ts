import type { Approver, EmergencyRequest } from '../../gateway/break-glass/change-state.ts';
import { loadEmergencyTerms } from '../../gateway/break-glass/emergency-terms.ts';

/** The terms in force. */
export const terms = await loadEmergencyTerms();

/** Noon in Viet Nam. */
export const noon = Temporal.Instant.from('2026-07-15T05:00:00Z');

/** Some minutes after noon. */
export const later = (minutes: number): Temporal.Instant => noon.add({ minutes });

/** An open claim and whom and what it names. */
export const caseOf = {
  claim: 'claim-1',
  subjects: ['citizen-1'.padEnd(22, '-'), 'citizen-2'.padEnd(22, '-')],
  documents: ['paper-1'],
};

/** Decides claims, and asks for emergency access. */
export const officer: Approver = {
  actor: 'officer-1',
  citizen: 'citizen-officer-1',
  client: 'vss-benefits',
  role: 'VSS_CLAIM_OFFICER',
  agency: 'vss',
  organisation: 'VSS-001',
  scopes: new Set(),
  assurance: 2,
};

/** Works in the same office, and may agree. */
export const approver: Approver = {
  ...officer,
  actor: 'officer-2',
  citizen: 'citizen-officer-2',
  scopes: new Set([terms.approval.scope]),
};

const { scopes: _scopes, assurance: _assurance, ...requester } = officer;

/** What the officer asks for. */
export const request: EmergencyRequest = {
  id: 'access-1',
  requester,
  purpose: 'SI.CLAIM.DECIDE',
  case: caseOf.claim,
  subjects: caseOf.subjects,
  ground: 'DEADLINE',
  reason: 'Hết hạn hôm nay, giám định viên vắng mặt',
};
