import { Disclosure } from '../../../schema/policy/disclosure.ts';
import { intakePurposes } from '../../../schema/intake.ts';
import type { HubContext } from '../../../schema/hub-context.ts';
import type { DecidingPolicy } from '../../kit/access/judge.ts';
import type { Sender } from './receive-files.ts';

/** To send papers (Decision 69/QD-TTg art. 5(4)), and to issue wrong ones again (Circular 25/2025/TT-BYT art. 28). */
const issuing: readonly string[] = intakePurposes;
const correcting = intakePurposes[1];

/**
 * Whether a caller may send papers, decided here again and by the same table as what may be seen: who may see all about
 * the papers that their organisation made, for one of these purposes, may make them.
 */
export function admitSender({ access }: HubContext, { table, purposes }: DecidingPolicy): Sender | undefined {
  if (access?.organisation === undefined || !issuing.includes(access.purpose)) return undefined;
  const { role, purpose, day, reasonRecorded, breakGlass, assurance, organisation } = access;
  if (assurance < (purposes.get(purpose)?.minimumAssurance ?? Infinity)) return undefined;
  const profile = table.profile({ role, purpose, day, reasonRecorded, breakGlass });
  if (profile.disclosure('OWN_RECORD', 'DOCUMENT') !== Disclosure.full) return undefined;
  return { facilityCode: organisation, isCorrection: purpose === correcting };
}
