import type { GraphQLResolveInfo } from 'graphql';
import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Range } from '../../../subgraphs/kit/store/port.ts';
import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import type { RightsChange } from '../../rights/change-request.ts';
import { rightsRequests, type RightsRequest } from '../../rights/rights-request.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';
import {
  agencyDeskOf,
  isOwnRequest,
  nameSubject,
  relationToRequest,
  rightsPartyOf,
} from '../rights-sight.ts';
import { refusedRight, toldRight, type ById } from './rights-answer.ts';

/** What officers do with requests: those of an agency with what waits at their desk, those of the hub with any. */
export const rightsDeskMutations = {
  takeUpRightsRequest: onDesk(({ id }: ById, scope) => scope.rights.takeUp(id, rightsPartyOf(scope))),
  forwardRightsRequest: onDesk(
    ({ id, agency, office }: ById & { readonly agency: string; readonly office?: string | null }, scope) =>
      scope.rights.forward(id, { agency, office: office ?? undefined }, rightsPartyOf(scope)),
  ),
  extendRightsRequest: onDesk(({ id, reason }: ById & { readonly reason: string }, scope) =>
    scope.rights.extend(id, reason),
  ),
  answerRightsRequest: onDesk(
    (
      { id, outcome, answer }: ById & { readonly outcome: 'FULFILLED' | 'REFUSED'; readonly answer: string },
      scope,
    ) => scope.rights.answer(id, outcome, answer, rightsPartyOf(scope)),
  ),
};

/** The open requests that wait for the caller, those whose term ends first at the top. */
export async function rightsWorkList(
  _root: unknown,
  { isLate, ...page }: PageArguments & { readonly isLate?: boolean | null },
  scope: HubScope,
  info: GraphQLResolveInfo,
) {
  if (!isOfficer(scope)) {
    scope.report.denied(info);
    return null;
  }
  const desk = agencyDeskOf(scope);
  scope.report.disclosed(info, desk === undefined ? 'DUTY' : 'OWN_RECORD', []);
  const where =
    desk === undefined ? { index: 'byDue', equals: [true] } : { index: 'byDesk', equals: [desk, true] };
  const today = dayInVietnam(scope.rights.now()).toString();
  const load = async (range: Range) => {
    const rows = await scope.rights.find(range);
    return isLate === true ? rows.filter(({ dueBy = today }) => dueBy < today) : rows;
  };
  return connect({ spec: rightsRequests, range: { ...where, order: 'asc' }, load }, page, scope.cursors);
}

/** A request at another desk is not there: ids cannot be probed. */
function onDesk<Arguments extends ById>(act: (args: Arguments, scope: HubScope) => Promise<RightsChange>) {
  return async (_root: unknown, args: Arguments, scope: HubScope, info: GraphQLResolveInfo) => {
    knownCaller(scope);
    if (!isOfficer(scope)) {
      scope.report.denied(info);
      return null;
    }
    const request = await scope.rights.get(args.id);
    const isOwn = request && isOwnCause(request, scope);
    const isTheirs = request && ['OWN_RECORD', 'DUTY'].includes(relationToRequest(request, scope));
    nameSubject(request, Boolean(isOwn || isTheirs), scope, info);
    if (isOwn) return refusedRight('OWN_REQUEST');
    return isTheirs ? toldRight(await act(args, scope)) : refusedRight('NOT_FOUND');
  };
}

/** Whether it is about the caller, or was asked by them for somebody else. */
function isOwnCause(request: RightsRequest, scope: HubScope): boolean {
  return isOwnRequest(request, scope) || request.requester.actor === knownCaller(scope).actor;
}

/** Whether the caller answers requests: an officer of the hub, or one who sits at a desk of an agency. */
function isOfficer(scope: HubScope): boolean {
  knownCaller(scope);
  if (isHubOfficer(scope)) return seesLog('DUTY', scope);
  return agencyDeskOf(scope) !== undefined && seesLog('OWN_RECORD', scope);
}
