import { refusal } from '../../http/refusal.ts';
import type { RegisteredClient } from '../clients/client.ts';
import type { RegisteredOperation } from '../operations/registered-operation.ts';
import type { Assurance, TokenClaims } from '../token-claims.ts';
import { chooseRole } from './choose-role.ts';
import { readHubHeaders, type RequestHeaders } from './hub-headers.ts';

/** Who asks, for whom, in which role, what for and why: the facts on which access is decided. */
export interface AccessRequest {
  readonly client: string;
  /** `sub` of the token, a pseudonym. */
  readonly actor: string;
  readonly role: string;
  readonly organisation: string | undefined;
  /** Opaque id of the actor as a citizen. */
  readonly citizen: string | undefined;
  /** `NONE` when none was stated. */
  readonly purpose: string;
  /** The registered operation that is run, by its name. */
  readonly operation: string | undefined;
  /** The case as the caller names it: nothing is proven by that. */
  readonly case: string | undefined;
  /** Whether the purpose asks for a case and none was named: the denial reason `CASE_REQUIRED`. */
  readonly caseMissing: boolean;
  /** For the record; it goes no further. */
  readonly reason: string | undefined;
  /** Id of the emergency access that the caller says is open. */
  readonly breakGlass: string | undefined;
  /** Whether it is only to be said what would be denied. */
  readonly dryRun: boolean;
  readonly assurance: Assurance;
  /** Whether the purpose asks for a surer identification: the denial reason `ASSURANCE_TOO_LOW`. */
  readonly assuranceTooLow: boolean;
  /** Scopes that both the token and the client have. */
  readonly scopes: ReadonlySet<string>;
  /** ISO day, in Viet Nam. */
  readonly day: string;
}

/** What `schema/policy/purposes.yaml` says of a purpose, as far as a request is held against it. */
export interface PurposeRule {
  readonly roles: Iterable<string>;
  readonly caseRequired: boolean;
  readonly minimumAssurance: number;
}

/** All that an access request is made of. */
export interface RequestFacts {
  readonly claims: TokenClaims;
  /** The client of the claims, admitted on this day. */
  readonly client: RegisteredClient;
  /** What the request runs, where that is registered. */
  readonly operation: RegisteredOperation | undefined;
  readonly headers: RequestHeaders;
  readonly purposes: ReadonlyMap<string, PurposeRule>;
  readonly day: string;
}

/** The purpose of a request that states none. */
const noPurpose = 'NONE';

/** Roles in which somebody speaks for a citizen who is signed in. */
const citizenRoles: readonly string[] = ['CITIZEN', 'REPRESENTATIVE', 'PORTAL_BACKEND'];

/** Ids go on into signed contexts and into the log: nothing but short plain words is taken for one. */
const idShape = /^[\w.:@|/+=~-]{1,128}$/;

/** Whether a text may be taken for the id of an actor, a citizen, a client or an organisation. */
export function isPlainId(text: string): boolean {
  return idShape.test(text);
}

/**
 * Makes the access request of a call out of its token, its client's file and its headers.
 *
 * @throws GraphQLError with one of `UNAUTHENTICATED` (401), `HUB_HEADER_INVALID`, `PURPOSE_CONFLICT`, `ROLE_AMBIGUOUS`
 *   (400), `PURPOSE_NOT_ALLOWED`, `ROLE_NOT_ALLOWED`, `ORGANISATION_NOT_ALLOWED`, `CITIZEN_REQUIRED` (403)
 */
export function readAccessRequest(facts: RequestFacts): AccessRequest {
  const { claims, client, operation, day } = facts;
  const actor = actorOf(claims);
  const stated = readHubHeaders(facts.headers);
  const purpose = purposeOf(stated.purpose, operation);
  const refusePurpose = () => {
    throw refusedPurpose(facts);
  };
  const rule = purpose === noPurpose ? undefined : (ruleOf(purpose, facts) ?? refusePurpose());
  const role = chooseRole({
    token: claims.roles,
    client: client.roles,
    purpose: rule?.roles,
    stated: stated.role,
    refusePurpose,
  });
  checkOrganisation(claims, client);
  checkCitizen(claims, role, client);
  return {
    client: client.id,
    actor,
    role,
    organisation: claims.organisation,
    citizen: claims.citizen,
    purpose,
    operation: operation?.name,
    case: stated.case,
    caseMissing: rule !== undefined && rule.caseRequired && stated.case === undefined,
    reason: stated.reason,
    breakGlass: stated.breakGlass,
    dryRun: stated.dryRun,
    assurance: claims.assurance,
    assuranceTooLow: rule !== undefined && claims.assurance < rule.minimumAssurance,
    scopes: claims.scopes.intersection(client.scopes),
    day,
  };
}

/** A registered operation is bound to its purpose: it cannot be run for another one. */
function purposeOf(stated: string | undefined, operation: RegisteredOperation | undefined): string {
  if (operation === undefined) return stated ?? noPurpose;
  if (stated !== undefined && stated !== operation.purpose) throw refusal('PURPOSE_CONFLICT');
  return operation.purpose;
}

/** The rule of a purpose that client and token allow. */
function ruleOf(purpose: string, { claims, client, purposes }: RequestFacts): PurposeRule | undefined {
  const isAllowed = client.purposes.has(purpose) && (claims.purposes?.has(purpose) ?? true);
  return isAllowed ? purposes.get(purpose) : undefined;
}

/** Names the purposes that a role of the token pursues for this client: whoever mistypes one looks for them. */
function refusedPurpose(facts: RequestFacts) {
  const held = facts.claims.roles.intersection(facts.client.roles);
  const open = [...facts.purposes.keys()].filter((purpose) =>
    Iterator.from(ruleOf(purpose, facts)?.roles ?? []).some((role) => held.has(role)),
  );
  return refusal(
    'PURPOSE_NOT_ALLOWED',
    open.length === 0
      ? undefined
      : `This purpose is not open here; \`hub-purpose\` may say ${open.join(', ')}.`,
  );
}

function checkOrganisation({ organisation }: TokenClaims, { organisations }: RegisteredClient): void {
  if (organisation === undefined || organisations === undefined || organisations.has(organisation)) return;
  throw refusal('ORGANISATION_NOT_ALLOWED');
}

/**
 * A person is known as a citizen too: otherwise an officer could handle their own file. A system that asks for nobody but
 * itself has no such file; its token says so by naming the client as its actor (RFC 9068, 2.2).
 */
function checkCitizen({ citizen, actor }: TokenClaims, role: string, client: RegisteredClient): void {
  if (citizen !== undefined) return;
  if (citizenRoles.includes(role)) throw refusal('CITIZEN_REQUIRED');
  if (actor === client.id) return;
  throw refusal(
    'CITIZEN_REQUIRED',
    "The token of a person must say in `citizen` who that is, so that nobody handles their own file; a system's own token has its `client_id` as `sub`.",
  );
}

/** The token must name its actor, and each of its ids must be one (RFC 9068, 2.2). */
function actorOf({ actor, citizen, organisation }: TokenClaims): string {
  const ids = [actor, citizen ?? 'none', organisation ?? 'none'];
  if (actor === undefined || !ids.every((id) => id !== undefined && isPlainId(id))) {
    throw refusal(
      'UNAUTHENTICATED',
      'The token names its actor, citizen or organisation in no form of ours.',
    );
  }
  return actor;
}
