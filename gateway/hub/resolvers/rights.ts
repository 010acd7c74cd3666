import type { GraphQLResolveInfo } from 'graphql';
import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';
import { isLate, type RightsChange } from '../../rights/change-request.ts';
import { rightsRefusalTexts, type RightsRefusal } from '../../rights/rights-refusal.ts';
import {
  rightsRequests,
  type RightsParty,
  type RightsRequest,
  type RightsState,
} from '../../rights/rights-request.ts';
import type { RightKind } from '../../rights/rights-terms.ts';
import { relationToSubject } from '../access-log/read-access.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';

interface RightInput {
  readonly kind: RightKind;
  readonly subject?: string | null;
  readonly coordinate?: string | null;
  readonly text: string;
}

interface ById {
  readonly id: string;
}

/** The purposes for which somebody exercises a right: their own, or that of whom they represent. */
const purposeOf: Readonly<Record<string, string>> = { SELF: 'DS.RIGHTS', REPRESENTED: 'DS.REPRESENT' };

/** Mutations about the rights of data subjects. What can be expected to be refused is an answer, not an error. */
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
    const coordinate = input.coordinate ?? undefined;
    const owners =
      coordinate === undefined || !isPersonal(coordinate, scope) ? [] : scope.fields.ownersOf(coordinate);
    const { kind, text } = input;
    return told(
      await scope.rights.receive({ kind, subject, requester: partyOf(scope), coordinate, owners, text }),
    );
  },
  async withdrawRightsRequest(_root: unknown, { id }: ById, scope: HubScope) {
    const request = await scope.rights.get(id);
    if (!request || !mayExercise(request.subject, scope)) return refused('NOT_FOUND');
    return told(await scope.rights.withdraw(id, partyOf(scope)));
  },
  takeUpRightsRequest: byOfficer(({ id }: ById, scope) => scope.rights.takeUp(id, partyOf(scope))),
  extendRightsRequest: byOfficer(({ id, reason }: ById & { readonly reason: string }, scope) =>
    scope.rights.extend(id, reason),
  ),
  answerRightsRequest: byOfficer(
    (
      { id, outcome, answer }: ById & { readonly outcome: 'FULFILLED' | 'REFUSED'; readonly answer: string },
      scope,
    ) => scope.rights.answer(id, outcome, answer, partyOf(scope)),
  ),
};

/** Reads requests: a data subject those about themself, an officer of the hub all of them. */
export const rightsQueries = {
  async rightsRequest(_root: unknown, { id }: ById, scope: HubScope) {
    knownCaller(scope);
    const request = await scope.rights.get(id);
    // One that does not concern the caller is not there for them: ids cannot be probed.
    return request && seesLog(relationToSubject(request.subject, scope), scope) ? request : null;
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
          'text',
          'receivedAt',
          'acknowledgeBy',
          'answerBy',
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
    const relation = relationToSubject(request.subject, scope);
    const about = { relation, subjects: [request.subject] };
    if (!seesLog(relation, scope)) {
      scope.report.denied(info, about);
      return null;
    }
    scope.report.disclosed(info, relation, about.subjects);
    return read(request, scope);
  };
}

/** Something that only the hub's own officers do, for the purpose of their work. */
function byOfficer<Arguments>(act: (args: Arguments, scope: HubScope) => Promise<RightsChange>) {
  return async (_root: unknown, args: Arguments, scope: HubScope, info: GraphQLResolveInfo) => {
    if (isHubOfficer(scope) && seesLog('DUTY', scope)) return told(await act(args, scope));
    scope.report.denied(info);
    return null;
  };
}

function mayExercise(subject: string, scope: HubScope): boolean {
  const relation = relationToSubject(subject, scope);
  return purposeOf[relation] === knownCaller(scope).purpose && seesLog(relation, scope);
}

function isPersonal(coordinate: string, { classification }: HubScope): boolean {
  return (classification.of(coordinate) ?? []).some(({ category }) => category !== 'PUBLIC');
}

function partyOf(scope: HubScope): RightsParty {
  const { actor, client, role, organisation } = knownCaller(scope);
  return { actor, client, role, ...(organisation !== undefined && { organisation }) };
}

function indexOf(isOfSubject: boolean, isOfState: boolean): string {
  if (isOfSubject) return isOfState ? 'bySubjectAndState' : 'bySubject';
  return isOfState ? 'byState' : 'byTime';
}

function told(change: RightsChange) {
  if (change.kind === 'refused') return refused(change.because);
  return { __typename: 'RightsRequestChanged', request: change.request };
}

function refused(because: RightsRefusal) {
  return { __typename: 'RightsRequestRefused', because, ...rightsRefusalTexts[because] };
}
