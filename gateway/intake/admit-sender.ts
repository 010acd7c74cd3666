import { todayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { accessFacts, type AccessFacts } from '../access/access-facts.ts';
import type { IncomingOperation } from '../http/admit.ts';
import { refusal } from '../http/refusal.ts';
import type { HubDoor } from '../admit-to-hub.ts';
import { identifyCaller } from '../identity/bearer-token.ts';
import { admitClient } from '../identity/clients/admit-client.ts';
import { readAccessRequest } from '../identity/request/access-request.ts';
import { hubHeaders, type RequestHeaders } from '../identity/request/hub-headers.ts';
import type { TokenClaims } from '../identity/token-claims.ts';

/** What the door of the intake goes by: the same as the door of the hub. */
export type IntakeDoor = Pick<HubDoor, 'verifyToken' | 'clients' | 'rules' | 'quota' | 'recordRefusal'>;

/** A request of which only the headers have arrived. */
export type ArrivingHeaders = Pick<IncomingOperation, 'headers' | 'distinctHeaders' | 'context'>;

/**
 * Who sends a file, as for any request: token, client, agreement, quota, role, organisation. Decided by the headers alone,
 * before a byte of the body is read. Hospital software of today states no purpose: sending a paper is issuing it.
 *
 * @param purposes for which files are sent to the address; the first where none is stated
 * @throws GraphQLError `UNAUTHENTICATED`, or one of `admitClient`, the quota or `readAccessRequest`
 */
export async function admitSender(
  arriving: ArrivingHeaders,
  door: IntakeDoor,
  purposes: readonly [string, ...string[]],
): Promise<AccessFacts> {
  const { claims } = await identifyCaller(arriving.headers, door.verifyToken);
  if (!claims)
    throw refusal('UNAUTHENTICATED', 'Send the token of the facility as `Authorization: Bearer …`.');
  try {
    return await admitKnown(claims, arriving.distinctHeaders(), door, purposes);
  } catch (error) {
    await door.recordRefusal(error, claims, arriving);
    throw error;
  }
}

async function admitKnown(
  claims: TokenClaims,
  distinctHeaders: RequestHeaders,
  { clients, rules, quota }: IntakeDoor,
  purposes: readonly [string, ...string[]],
): Promise<AccessFacts> {
  const day = todayInVietnam().toString();
  const client = admitClient(claims, clients(), day);
  await quota.spend(client);
  const access = readAccessRequest({
    claims,
    client,
    operation: undefined,
    headers: { [hubHeaders.purpose.name]: [purposes[0]], ...stated(distinctHeaders) },
    purposes: rules.purposes,
    day,
  });
  if (!purposes.includes(access.purpose)) throw refusal('PURPOSE_NOT_ALLOWED');
  if (access.organisation === undefined) throw refusal('ORGANISATION_NOT_ALLOWED');
  // Nobody needs emergency access to what they write themselves.
  if (access.breakGlass !== undefined) throw refusal('EMERGENCY_ACCESS_REFUSED');
  return accessFacts(access);
}

/** A header that is there without a value must not hide the default. */
function stated(headers: RequestHeaders): RequestHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, values]) => values !== undefined));
}
