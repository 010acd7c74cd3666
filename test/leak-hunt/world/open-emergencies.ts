import { emergencyAccesses, type EmergencyAccess } from '../../../gateway/break-glass/emergency-access.ts';
import type { Store } from '../../../subgraphs/kit/store/port.ts';
import type { WorldRecord } from '../../world/world-record.ts';

/** The emergency access of the claim officer to a claim, and that of the auditor. */
export const emergencyOf = (claim: string): string => `officer-${claim}`;
export const auditEmergency = 'auditor';

/** Opens an emergency access to every claim, and one for the audit: it is for the policy to say what they open. */
export async function openEmergencies(store: Store, records: readonly WorldRecord[]): Promise<void> {
  const collection = await store.collection(emergencyAccesses);
  const claims = records.flatMap((each) => (each.collection === 'claims' ? [each.doc] : []));
  await collection.insertMany([
    ...claims.map((claim) => ({
      ...opened(emergencyOf(claim.id), 'dev-vss-officer', 'VSS_CLAIM_OFFICER', 'SI.CLAIM.DECIDE'),
      case: claim.id,
      caseNamed: claim.number,
    })),
    opened(auditEmergency, 'dev-auditor', 'AUDITOR', 'AU.REVIEW'),
  ]);
}

function opened(id: string, actor: string, role: string, purpose: string): EmergencyAccess {
  return {
    id,
    version: 1,
    state: 'OPEN',
    requester: { actor, client: 'hunt', role, agency: 'hunt' },
    purpose,
    subjects: [],
    ground: 'DEADLINE',
    reason: 'opened for the hunt',
    minutes: 60,
    requestedAt: '2026-01-01T00:00:00.000Z',
    endsAt: '2099-01-01T00:00:00.000Z',
    reports: [],
  };
}
