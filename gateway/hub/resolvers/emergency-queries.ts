import type { GraphQLResolveInfo } from 'graphql';
import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import { emergencyAccesses, type EmergencyState } from '../../break-glass/emergency-access.ts';
import { knownCaller, type HubScope } from '../hub-scope.ts';
import { relationTo, relationToList, seesLog } from '../log-sight.ts';

type ListArguments = PageArguments & { readonly state?: EmergencyState | null };

/** Reads emergency accesses. */
export const emergencyQueries = {
  emergencyAccess: async (_root: unknown, { id }: { readonly id: string }, scope: HubScope) => {
    knownCaller(scope);
    const access = await scope.emergencies.get(id);
    // One that does not concern the caller is not there for them: ids cannot be probed.
    return access === undefined || relationTo(access, scope) === 'NONE' ? null : access;
  },
  emergencyAccesses: (
    _root: unknown,
    { state, ...page }: ListArguments,
    scope: HubScope,
    info: GraphQLResolveInfo,
  ) => {
    const { actor } = knownCaller(scope);
    const relation = relationToList(scope);
    if (!seesLog(relation, scope)) {
      scope.report.denied(info);
      return null;
    }
    const owner = relation === 'DUTY' ? [] : [actor];
    const equals = state ? [...owner, state] : owner;
    const list = {
      spec: emergencyAccesses,
      range: { index: indexOf(owner.length > 0, Boolean(state)), equals, order: 'desc' as const },
      load: scope.emergencies.find,
    };
    return connect(list, page, scope.cursors);
  },
};

function indexOf(isOwn: boolean, isOfState: boolean): string {
  if (isOwn) return isOfState ? 'byRequesterAndState' : 'byRequester';
  return isOfState ? 'byState' : 'byTime';
}
