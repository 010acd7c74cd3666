import { Disclosure } from '../../schema/policy/disclosure.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { isSameOffice, mayApprove } from '../break-glass/change-state.ts';
import type { EmergencyAccess } from '../break-glass/emergency-access.ts';
import { isHubOfficer, partyOf, questionOf, type HubScope } from './hub-scope.ts';

/**
 * How the caller stands to an emergency access: it is their own when they asked, agreed, or are one who may agree; the
 * hub's own officers have a duty over all of them.
 */
export function relationTo(access: EmergencyAccess, scope: HubScope): Relation {
  const party = partyOf(scope);
  if (isHubOfficer(scope)) return 'DUTY';
  const isOwn = [access.requester.actor, access.approver?.actor].includes(party.actor);
  const mayAgree = isSameOffice(access.requester, party) && mayApprove(party, scope.emergencies.terms);
  return isOwn || mayAgree ? 'OWN_RECORD' : 'NONE';
}

/** The relation under which the caller sees lists of emergency accesses. */
export function relationToList(scope: HubScope): Relation {
  return isHubOfficer(scope) ? 'DUTY' : 'OWN_RECORD';
}

/** Whether the policy shows the access log to the caller under a relation, for the purpose of this request. */
export function seesLog(relation: Relation, scope: HubScope): boolean {
  const profile = scope.policy.table.profile(questionOf(scope));
  return profile.disclosure(relation, 'ACCESS_LOG') === Disclosure.full;
}
