import { accessFacts, anonymousFacts } from './access/access-facts.ts';
import { anonymous } from './access/caller.ts';
import type { EmergencyRegister } from './break-glass/emergency-register.ts';
import { requireOpen } from './break-glass/require-open.ts';
import type { Admit } from './http/admit.ts';
import { identifyCaller } from './identity/bearer-token.ts';
import { matchOperation } from './identity/operations/match-operation.ts';
import type { AccessRequest } from './identity/request/access-request.ts';
import { admitRequest, type AdmissionRules } from './identity/request/admit-request.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import type { RelationClient } from './trust/ask-relations.ts';
import { requestRelations } from './trust/prove-relations.ts';

/** What the door of the hub goes by. */
export interface HubDoor {
  readonly verifyToken: TokenVerifier;
  /** Asked anew with each request: a client that is suspended is out with its next one. */
  readonly rules: () => AdmissionRules;
  readonly emergencies: Pick<EmergencyRegister, 'isOpen'>;
  readonly relations: RelationClient;
}

/**
 * The door of the hub: token, client, operation, purpose, emergency access. What the request may see of which field is
 * decided afterwards. Who shows no token comes in as well, where operations need not be registered, and sees what is
 * public.
 */
export function admitToHub({ verifyToken, rules, emergencies, relations }: HubDoor): Admit {
  return async ({ headers, distinctHeaders, graphql: incoming, context }) => {
    const day = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
    const { claims } = await identifyCaller(headers, verifyToken);
    if (!claims) {
      const { request } = matchOperation(undefined, incoming, rules().registeredOnly);
      return { graphql: request, context: { ...context, caller: anonymous, facts: anonymousFacts(day) } };
    }
    const { graphql, access } = admitRequest(
      rules(),
      { claims, headers: distinctHeaders, graphql: incoming },
      day,
    );
    await checkEmergency(access, emergencies);
    const facts = accessFacts(access);
    return {
      graphql,
      context: {
        ...context,
        caller: { authenticated: true, scopes: access.scopes, roles: new Set([access.role]), claims },
        facts,
        relations: requestRelations(facts, relations.askFor(facts, context.requestId)),
      },
    };
  };
}

/** An emergency access that a request names must be open, for this caller, purpose and case: it is never ignored. */
async function checkEmergency(
  { breakGlass, actor, role, purpose, case: named }: AccessRequest,
  emergencies: HubDoor['emergencies'],
): Promise<void> {
  if (breakGlass === undefined) return;
  await requireOpen(emergencies, breakGlass, { actor, role, purpose, case: named });
}
