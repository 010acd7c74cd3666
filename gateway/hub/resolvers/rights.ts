import type { GraphQLResolveInfo } from 'graphql';
import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';
import { isLate } from '../../rights/change-request.ts';
import { rightsRequests, type RightsRequest, type RightsState } from '../../rights/rights-request.ts';
import type { RightKind } from '../../rights/rights-terms.ts';
import { relationToSubject } from '../access-log/read-access.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';
import { nameSubject, relationToRequest, rightsPartyOf } from '../rights-sight.ts';
import { refusedRight, toldRight, type ById } from './rights-answer.ts';

interface RightInput {
  readonly kind: RightKind;
  readonly subject?: string | null;
  readonly coordinate?: string | null;
  readonly office?: string | null;
  readonly text: string;
}

/** The purposes for which somebody exercises a right: their own, or that of whom they represent. */
const purposeOf: Readonly<Record<string, string>> = { SELF: 'DS.RIGHTS', REPRESENTED: 'DS.REPRESENT' };

/**
 * What a data subject does about their rights. What can be expected to be refused is an answer, not an error. Each is recorded of
 * whose right it is, whatever is asked of its answer.
 */
export const rightsMutations = {
  async requestRight(
    _root: unknown,
    { input }: { readonly input: RightInput },
    scope: HubScope,
    info: GraphQLResolveInfo,
  ) {
    const { citizen } = knownCaller(scope);
    const subject = input.subject ?? citizen;
    if (subject === undefined || !mayExercise(subject, scope)) {
      scope.report.denied(info, { relation: 'NONE', subjects: subject === undefined ? [] : [subject] });
      return null;
    }
    scope.report.disclosed(info, relationToSubject(subject, scope), [subject]);
    const coordinate = input.coordinate ?? undefined;
    const owners =
      coordinate === undefined || !isPersonal(coordinate, scope) ? [] : scope.fields.ownersOf(coordinate);
    const { kind, text } = input;
    const wish = { kind, subject, requester: rightsPartyOf(scope), coordinate, owners, text };
    return toldRight(await scope.rights.receive({ ...wish, office: input.office ?? undefined }));
  },
  async withdrawRightsRequest(_root: unknown, { id }: ById, scope: HubScope, info: GraphQLResolveInfo) {
    knownCaller(scope);
    const request = await scope.rights.get(id);
    const isTheirs = request && mayExercise(request.subject, scope);
    nameSubject(request, Boolean(isTheirs), scope, info);
    if (!isTheirs) return refusedRight('NOT_FOUND');
    return toldRight(await scope.rights.withdraw(id, rightsPartyOf(scope)));
  },
};

/** Reads requests: a data subject those about themself, an officer of the hub all of them. */
export const rightsQueries = {
  async rightsRequest(_root: unknown, { id }: ById, scope: HubScope) {
    knownCaller(scope);
    const request = await scope.rights.get(id);
    // One that does not concern the caller is not there for them: ids cannot be probed.
    return request && seesLog(relationToRequest(request, scope), scope) ? request : null;
  },
  rightsRequests(
    _root: unknown,
    {
      state,
      subject: asked,
      ...page
    }: PageArguments & { readonly state?: RightsState | null; readonly subject?: string | null },
    scope: HubScope,
    info: GraphQLResolveInfo,
  ) {
    const subject = asked ?? (isHubOfficer(scope) ? undefined : knownCaller(scope).citizen);
    const relation = subject === undefined ? 'DUTY' : relationToSubject(subject, scope);
    const isOpen = (subject !== undefined || isHubOfficer(scope)) && seesLog(relation, scope);
    const about = { relation, subjects: subject === undefined ? [] : [subject] };
    if (!isOpen) {
      scope.report.denied(info, about);
      return null;
    }
    scope.report.disclosed(info, about.relation, about.subjects);
    const equals = [...(subject === undefined ? [] : [subject]), ...(state ? [state] : [])];
    const range = { index: indexOf(subject !== undefined, Boolean(state)), equals, order: 'desc' as const };
    return connect({ spec: rightsRequests, range, load: scope.rights.find }, page, scope.cursors);
  },
};

/** Resolvers of a request; that it was read goes into the log, under whose it is. */
export const rightsResolvers: Resolvers<HubScope> = {
  RightsRequest: {
    isLate: seen((request, { rights }) => isLate(request, rights.now())),
    ...Object.fromEntries(
      (
        [
          'kind',
          'subject',
          'coordinate',
          'routedTo',
          'office',
          'text',
          'receivedAt',
          'acknowledgeBy',
          'answerBy',
          'dueBy',
          'articles',
          'extended',
          'officer',
          'answer',
          'steps',
        ] as const
      ).map((name) => [name, seen((request) => request[name] ?? null)]),
    ),
  },
};

function seen<T>(read: (request: RightsRequest, scope: HubScope) => T) {
  return (request: RightsRequest, _arguments: unknown, scope: HubScope, info: GraphQLResolveInfo) => {
    const relation = relationToRequest(request, scope);
    const about = { relation, subjects: [request.subject] };
    if (!seesLog(relation, scope)) {
      scope.report.denied(info, about);
      return null;
    }
    scope.report.disclosed(info, relation, about.subjects);
    return read(request, scope);
  };
}

function mayExercise(subject: string, scope: HubScope): boolean {
  const relation = relationToSubject(subject, scope);
  return purposeOf[relation] === knownCaller(scope).purpose && seesLog(relation, scope);
}

function isPersonal(coordinate: string, { classification }: HubScope): boolean {
  return (classification().of(coordinate) ?? []).some(({ category }) => category !== 'PUBLIC');
}

function indexOf(isOfSubject: boolean, isOfState: boolean): string {
  if (isOfSubject) return isOfState ? 'bySubjectAndState' : 'bySubject';
  return isOfState ? 'byState' : 'byTime';
}
