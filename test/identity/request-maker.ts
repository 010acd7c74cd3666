import fc from 'fast-check';
import { admitClient } from '../../gateway/identity/clients/admit-client.ts';
import type { ClientRegister, RegisteredClient } from '../../gateway/identity/clients/client.ts';
import { readClaims, type TokenClaims } from '../../gateway/identity/token-claims.ts';
import type { GraphqlRequest } from '../../gateway/http/graphql-request.ts';
import type { AdmissionRules } from '../../gateway/identity/request/admit-request.ts';
import { admitRequest, type AdmittedRequest } from '../../gateway/identity/request/admit-request.ts';
import type { PurposeRule } from '../../gateway/identity/request/access-request.ts';
import { registerOperation } from '../../gateway/identity/operations/registered-operation.ts';

/** The day on which tests ask. */
const day = '2026-11-24';

const issuer = 'https://issuer.test';

/** Claims as a token has them, over those of a claim officer who may do everything right. */
function claimsOf(claims: Readonly<Record<string, unknown>> = {}): TokenClaims {
  const all = {
    iss: issuer,
    sub: 'officer-1',
    client_id: 'benefits',
    roles: ['OFFICER'],
    scope: 'read write',
    organisation: 'OFFICE-1',
    citizen: 'officer-1-at-home',
    acr: '2',
    ...claims,
  };
  return readClaims(all, 'key-1');
}

export const officerQuery = 'query Claim { claim }';

/** A client with two roles, two purposes and one operation. */
export function clientOf(changes: Partial<RegisteredClient> = {}): RegisteredClient {
  return {
    id: 'benefits',
    name: { vi: 'Phần mềm', en: 'System' },
    agency: 'vss',
    contact: 'desk',
    issuers: new Set([issuer]),
    keyIds: undefined,
    roles: new Set(['OFFICER', 'ASSESSOR', 'CITIZEN']),
    purposes: new Set(['DECIDE', 'ASSESS', 'OWN', 'SELF']),
    scopes: new Set(['read']),
    organisations: new Set(['OFFICE-1']),
    quota: { perMinute: 1, perDay: 1, subjects: { perHour: 1, perDay: 1 } },
    agreement: { number: '1', providers: ['vss'], consumer: 'A', from: '2026-01-01', to: '2026-12-31' },
    suspended: undefined,
    webhook: undefined,
    operations: registerOperation('Claim', 'DECIDE', officerQuery),
    ...changes,
  };
}

const purposes: ReadonlyMap<string, PurposeRule> = new Map([
  ['DECIDE', { roles: ['OFFICER'], caseRequired: true, minimumAssurance: 2 }],
  ['ASSESS', { roles: ['ASSESSOR'], caseRequired: true, minimumAssurance: 3 }],
  ['OWN', { roles: ['OFFICER', 'ASSESSOR'], caseRequired: false, minimumAssurance: 1 }],
  ['SELF', { roles: ['CITIZEN'], caseRequired: false, minimumAssurance: 2 }],
  ['AUDIT', { roles: ['OFFICER'], caseRequired: false, minimumAssurance: 1 }],
]);

/** One request; what is left out is right. */
export interface TestRequest {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly client?: Partial<RegisteredClient>;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly graphql?: GraphqlRequest;
  readonly rules?: Partial<AdmissionRules & { readonly clients: ClientRegister }>;
}

/** Admits one request. */
export function admit(request: TestRequest = {}): AdmittedRequest {
  const { claims, client, headers = {}, graphql = { query: '{ __typename }' }, rules } = request;
  const { clients = new Map([['benefits', clientOf(client)]]), ...others } = rules ?? {};
  const known = claimsOf(claims);
  const distinct = Object.entries(headers).map(([name, value]) => [name, [value].flat()]);
  return admitRequest(
    { purposes, registeredOnly: false, ...others },
    {
      claims: known,
      client: admitClient(known, clients, day),
      headers: Object.fromEntries(distinct),
      graphql,
    },
    day,
  );
}

/** The code and the words with which a request is refused; undefined when it is admitted. */
export function refusalOf(
  run: () => unknown,
): { readonly code: unknown; readonly message: string } | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions?: { code?: unknown } };
    return { code: extensions?.code, message };
  }
}

/** Texts of any code units at all, halves of characters included. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
});
