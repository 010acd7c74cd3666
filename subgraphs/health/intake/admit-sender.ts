import { intakeAddresses, type IntakePath } from '../../../schema/intake.ts';
import type { HubCall } from '../../../schema/hub-context.ts';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import type { DecidingPolicy } from '../../kit/access/judge.ts';
import type { Sender } from './receive-files.ts';

/** The purpose under which what is sent is issued again. */
const correcting = 'HC.DOC.CORRECT';

/**
 * Whether a caller may send papers to an address, decided here again and by the same table as what may be seen: who may
 * see all about the papers that their organisation made, for a purpose of the address, may make them.
 */
export function admitSender(
  { access }: HubCall,
  path: IntakePath,
  { table, purposes }: DecidingPolicy,
): Sender | undefined {
  const allowed: readonly string[] = intakeAddresses[path].purposes;
  if (access?.organisation === undefined || !allowed.includes(access.purpose)) return undefined;
  const { role, purpose, day, reasonRecorded, breakGlass, assurance, organisation } = access;
  if (assurance < (purposes.get(purpose)?.minimumAssurance ?? Infinity)) return undefined;
  const profile = table.profile({ role, purpose, day, reasonRecorded, breakGlass });
  if (profile.disclosure('OWN_RECORD', 'DOCUMENT') !== Disclosure.full) return undefined;
  return { facilityCode: organisation, isCorrection: purpose === correcting };
}
