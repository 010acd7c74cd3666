import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';
import { stateAt } from '../../break-glass/change-state.ts';
import type { EmergencyAccess } from '../../break-glass/emergency-access.ts';
import type { HubScope } from '../hub-scope.ts';
import { relationTo, seesLog } from '../log-sight.ts';

/** A field that tells who did what: for those whom the policy shows the access log. */
function logged<T>(read: (access: EmergencyAccess) => T) {
  return (access: EmergencyAccess, _arguments: unknown, scope: HubScope, info: GraphQLResolveInfo) => {
    const relation = relationTo(access, scope);
    if (!seesLog(relation, scope)) {
      scope.report.denied(info);
      return null;
    }
    scope.report.disclosed(info, relation, access.subjects);
    return read(access) ?? null;
  };
}

/** Resolvers of an emergency access and of what came of changing one. */
export const emergencyAccessResolvers: Resolvers<HubScope> = {
  EmergencyAccess: {
    state: (access: EmergencyAccess, _arguments: unknown, { emergencies }: HubScope) =>
      stateAt(access, emergencies.now()),
    requester: logged(({ requester }) => requester),
    approver: logged(({ approver }) => approver),
    purpose: logged(({ purpose }) => purpose),
    case: logged((access) => access.case),
    ground: logged(({ ground }) => ground),
    reason: logged(({ reason }) => reason),
    requestedAt: logged(({ requestedAt }) => requestedAt),
    reports: logged(({ reports }) => reports),
    noticeDueAt: logged(({ notice }) => notice?.dueAt),
  },
};
