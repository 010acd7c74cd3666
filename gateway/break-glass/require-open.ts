import { refusal } from '../http/refusal.ts';
import type { EmergencyAccess } from './emergency-access.ts';
import { refusalTexts } from './emergency-refusal.ts';
import type { EmergencyRegister } from './emergency-register.ts';
import type { EmergencyUse } from './honour-access.ts';

/**
 * The emergency access on which a request rests that names it in `hub-break-glass`. A request that names one which does
 * not hold is refused as a whole: it never goes on without.
 *
 * @throws GraphQLError `EMERGENCY_ACCESS_REFUSED` (403) that says why and what to do
 */
export async function requireOpen(
  register: Pick<EmergencyRegister, 'isOpen'>,
  id: string,
  use: EmergencyUse,
): Promise<EmergencyAccess> {
  const answer = await register.isOpen(id, use);
  if (answer.kind === 'open') return answer.access;
  throw refusal('EMERGENCY_ACCESS_REFUSED', refusalTexts[answer.because].en);
}
