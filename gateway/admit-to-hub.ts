import { todayInVietnam } from '../schema/calendar/day-in-vietnam.ts';
import { accessFacts, anonymousFacts } from './access/access-facts.ts';
import { anonymous } from './access/caller.ts';
import type { EmergencyRegister } from './break-glass/emergency-register.ts';
import { requireOpen } from './break-glass/require-open.ts';
import type { Admit, AdmittedOperation, IncomingOperation } from './http/admit.ts';
import { identifyCaller } from './identity/bearer-token.ts';
import { admitClient } from './identity/clients/admit-client.ts';
import type { ClientRegister } from './identity/clients/client.ts';
import { matchOperation } from './identity/operations/match-operation.ts';
import type { AccessRequest } from './identity/request/access-request.ts';
import { admitRequest, type AdmissionRules } from './identity/request/admit-request.ts';
import type { TokenClaims } from './identity/token-claims.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import type { RecordRefusal } from './log/record-refusals.ts';
import { createUnshownPeople } from './quota/unshown-people.ts';
import type { RequestQuota } from './quota/request-quota.ts';
import type { RelationClient } from './trust/ask-relations.ts';
import { requestRelations } from './trust/prove-relations.ts';

/** What the door of the hub goes by. */
export interface HubDoor {
  readonly verifyToken: TokenVerifier;
  /** Asked anew with each request: a client that is suspended is out with its next one. */
  readonly clients: () => ClientRegister;
  readonly rules: AdmissionRules;
  readonly quota: RequestQuota;
  readonly emergencies: Pick<EmergencyRegister, 'isOpen'>;
  readonly relations: RelationClient;
  /** Keeps that somebody was refused, by the door or behind it. */
  readonly recordRefusal: RecordRefusal;
}

/**
 * The door of the hub: token, client, quota, operation, purpose, emergency access. What the request may see of which
 * field is decided afterwards. Who shows no token comes in as well, where operations need not be registered, and sees
 * what is public.
 *
 * Whoever is known and refused is recorded, behind the door as well, where each entry has cost them one request of their
 * quota. A token that proves nothing is not: it says of nobody that they asked, and anyone could fill the log with it.
 */
export function admitToHub(door: HubDoor): Admit {
  return async (incoming) => {
    const day = todayInVietnam().toString();
    const { claims } = await identifyCaller(incoming.headers, door.verifyToken);
    if (!claims) return admitAnonymous(incoming, door.rules, day);
    try {
      const admitted = await admitKnown(door, incoming, claims, day);
      const refused = (error: unknown) => door.recordRefusal(error, claims, { ...incoming, ...admitted });
      return { ...admitted, refused };
    } catch (error) {
      await door.recordRefusal(error, claims, incoming);
      throw error;
    }
  };
}

function admitAnonymous(
  { graphql, context }: IncomingOperation,
  { registeredOnly }: AdmissionRules,
  day: string,
): AdmittedOperation {
  const { request } = matchOperation(undefined, graphql, registeredOnly);
  return { graphql: request, context: { ...context, caller: anonymous, facts: anonymousFacts(day) } };
}

async function admitKnown(
  { clients, rules, quota, emergencies, relations }: HubDoor,
  { distinctHeaders, graphql: incoming, context }: IncomingOperation,
  claims: TokenClaims,
  day: string,
): Promise<AdmittedOperation> {
  const client = admitClient(claims, clients(), day);
  await quota.spend(client);
  const arriving = { claims, client, headers: distinctHeaders(), graphql: incoming };
  const { graphql, access } = admitRequest(rules, arriving, day);
  await checkEmergency(access, emergencies);
  const facts = accessFacts(access);
  return {
    graphql,
    context: {
      ...context,
      caller: { authenticated: true, scopes: access.scopes, roles: new Set([access.role]), claims },
      facts,
      unshown: createUnshownPeople(),
      relations: requestRelations(facts, relations.askFor(facts, context.requestId, context.until)),
    },
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
