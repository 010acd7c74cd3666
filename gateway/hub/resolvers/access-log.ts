import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { errorCodes } from '../../../schema/error-codes.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import { lookUp, relationToSubject, type AccessSearch } from '../access-log/read-access.ts';
import { emergencyWaits, toldToSubject } from '../access-log/told-to-subject.ts';
import { readPage, type AccessList, type Period } from '../access-log/read-page.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';

/**
 * Reads the log for auditors, and for others what they did themselves. A name of an actor is of its issuer alone (RFC 7519, 4.1.2), so
 * that what is theirs is only what their own client asked.
 */
export async function accessLog(
  _root: unknown,
  { from, to, first, after, ...search }: AccessSearch & Period,
  scope: HubScope,
  info: GraphQLResolveInfo,
) {
  const { actor, client } = knownCaller(scope);
  const subjects = search.subject == null ? [] : [search.subject];
  const page = { from, to, first, after } as Period;
  const isOfficer = isHubOfficer(scope);
  const asked = isOfficer ? search : { officer: actor, client };
  const looksElsewhere = Object.entries(search).some(
    ([name, value]) => value != null && !(name === 'officer' && value === actor),
  );
  const relation: Relation = isOfficer ? 'DUTY' : 'OWN_RECORD';
  if (!seesLog(relation, scope) || (!isOfficer && looksElsewhere)) {
    scope.report.denied(info, { relation: 'NONE', subjects });
    return null;
  }
  scope.report.disclosed(info, relation, subjects);
  return pageOf({ ...lookUp(asked), relation }, page, scope);
}

/** Who looked at a citizen's data, for the citizen and whoever may act for them, and for auditors. */
export async function accessesToCitizen(
  { id }: { readonly id: string },
  page: Period,
  scope: HubScope,
  info: GraphQLResolveInfo,
) {
  const relation = relationToSubject(id, scope);
  if (!seesLog(relation, scope)) {
    scope.report.denied(info, { relation, subjects: [id] });
    return null;
  }
  scope.report.disclosed(info, relation, [id]);
  const list = { index: 'bySubject', equals: [id], relation, subject: id };
  if (relation === 'DUTY') return pageOf(list, page, scope);
  const { emergencies } = scope;
  const delay = { isTold: toldToSubject(emergencies, id), emergencyWaits: emergencyWaits(emergencies, id) };
  return pageOf({ ...list, ...delay }, page, scope);
}

async function pageOf(list: AccessList, page: Period, scope: HubScope) {
  const { kept } = scope;
  if (kept) return readPage(list, page, kept.index, scope);
  throw new GraphQLError(errorCodes.LOG_UNAVAILABLE.en, { extensions: { code: 'LOG_UNAVAILABLE' } });
}
