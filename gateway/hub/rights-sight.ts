import type { GraphQLResolveInfo } from 'graphql';
import type { Relation } from '../../schema/policy/relation.ts';
import { deskOf } from '../rights/desk.ts';
import type { RightsParty, RightsRequest } from '../rights/rights-request.ts';
import { relationToSubject } from './access-log/read-access.ts';
import { isHubOfficer, knownCaller, type HubScope } from './hub-scope.ts';

/** The purpose of officers of an agency who answer requests. */
const answering = 'DS.ANSWER';

/** The caller as one who asked or decided. */
export function rightsPartyOf(scope: HubScope): RightsParty {
  const { actor, client, role, organisation } = knownCaller(scope);
  return { actor, client, role, ...(organisation !== undefined && { organisation }) };
}

/** The desk at which the caller answers requests; undefined for one who answers none, and for the hub's officers. */
export function agencyDeskOf({ caller, policy, clients }: HubScope): string | undefined {
  const { access } = caller;
  const agency = policy.roles.get(access?.role ?? '')?.agency;
  if (access?.purpose !== answering || agency === undefined) return undefined;
  const isOfWholeAgency = clients().get(access.client)?.organisations !== undefined;
  return deskOf({ agency, organisation: access.organisation, isOfWholeAgency });
}

/**
 * How the caller stands to a request. An officer's own request is theirs as a citizen only: nobody answers it in their
 * own cause. What waits at the caller's desk is about a record of their own agency.
 */
export function relationToRequest(request: RightsRequest, scope: HubScope): Relation {
  const desk = agencyDeskOf(scope);
  if (isOwnRequest(request, scope)) return 'SELF';
  if (desk !== undefined && request.desks.includes(desk)) return 'OWN_RECORD';
  return isHubOfficer(scope) ? 'DUTY' : relationToSubject(request.subject, scope);
}

/** Whether a request is about the caller. */
export function isOwnRequest({ subject }: Pick<RightsRequest, 'subject'>, scope: HubScope): boolean {
  return knownCaller(scope).citizen === subject;
}

/**
 * Notes whose request somebody would change, done or refused.
 *
 * @param isThere whether it is there for the caller, who is told nothing of it otherwise
 */
export function nameSubject(
  request: RightsRequest | undefined,
  isThere: boolean,
  scope: HubScope,
  info: GraphQLResolveInfo,
): void {
  if (!request) return;
  const subjects = [request.subject];
  if (isThere) scope.report.disclosed(info, relationToRequest(request, scope), subjects);
  else scope.report.hidden(info, subjects);
}
