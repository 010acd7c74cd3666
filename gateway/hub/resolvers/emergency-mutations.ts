import type { GraphQLResolveInfo } from 'graphql';
import type { EmergencyChange } from '../../break-glass/change-state.ts';
import { refusalTexts, type EmergencyRefusal } from '../../break-glass/emergency-refusal.ts';
import { knownCaller, partyOf, type HubScope } from '../hub-scope.ts';
import { relationTo } from '../log-sight.ts';
import { opensMore } from '../opens-more.ts';
import { requestedCase } from '../requested-case.ts';

interface RequestInput {
  readonly case?: string | null;
  readonly ground: string;
  readonly reason: string;
  readonly minutes?: number | null;
}

interface ById {
  readonly id: string;
}

/**
 * Changes of emergency accesses. What can be expected to be refused is an answer, not an error. Each is recorded of those whom
 * the case is about, done or refused, whatever is asked of its answer.
 */
export const emergencyMutations = {
  requestEmergencyAccess: async (
    _root: unknown,
    { input }: { readonly input: RequestInput },
    scope: HubScope,
    info: GraphQLResolveInfo,
  ) => {
    const { scopes: _scopes, assurance: _assurance, ...requester } = partyOf(scope);
    if (!opensMore(scope)) return refused('NOTHING_TO_OPEN');
    const served = requestedCase(input.case ?? undefined, scope);
    if (served.kind === 'not proven') return refused('CASE_NOT_PROVEN');
    if (served.kind === 'case') scope.report.disclosed(info, 'CASE', served.proven.subjects);
    const { ground, reason, minutes } = input;
    const ofCase = served.kind === 'case' && {
      case: served.proven.claim,
      caseNamed: served.caseNamed,
      subjects: served.proven.subjects,
    };
    const { purpose } = knownCaller(scope);
    const request = { requester, purpose, subjects: [], ground, reason, minutes, ...ofCase };
    return told(await scope.emergencies.request(request), 'EmergencyAccessRequested', 'requested');
  },
  approveEmergencyAccess: async (_root: unknown, { id }: ById, scope: HubScope, info: GraphQLResolveInfo) => {
    await nameCase(id, scope, info);
    return told(await scope.emergencies.approve(id, partyOf(scope)), 'EmergencyAccessOpened', 'opened');
  },
  endEmergencyAccess: async (_root: unknown, { id }: ById, scope: HubScope, info: GraphQLResolveInfo) => {
    await nameCase(id, scope, info);
    return told(await scope.emergencies.end(id, partyOf(scope)), 'EmergencyAccessEnded', 'ended');
  },
};

/** Notes whom an access is about that somebody would change; whoever has no part in it is told nothing of them. */
async function nameCase(id: string, scope: HubScope, info: GraphQLResolveInfo): Promise<void> {
  knownCaller(scope);
  const access = await scope.emergencies.get(id);
  if (!access) return;
  const relation = relationTo(access, scope);
  if (relation === 'NONE') scope.report.hidden(info, access.subjects);
  else scope.report.disclosed(info, relation, access.subjects);
}

function told(change: EmergencyChange, typename: string, field: string) {
  if (change.kind === 'refused') return refused(change.because);
  return { __typename: typename, [field]: change.access };
}

function refused(because: EmergencyRefusal) {
  return { __typename: 'EmergencyAccessRefused', because, ...refusalTexts[because] };
}
