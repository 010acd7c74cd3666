import { describe, expect, test } from 'vitest';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';
import { admit, clientOf, refusalOf, type TestRequest } from './request-maker.ts';

function expectRefused(request: TestRequest, code: ErrorCode): string {
  const refused = refusalOf(() => admit(request));
  expect(refused?.code).toBe(code);
  return refused?.message ?? '';
}

describe('a client', () => {
  test.each<[string, TestRequest]>([
    ['that no file names', { claims: { client_id: 'other' } }],
    ['that the token does not name', { claims: { client_id: undefined } }],
    ['called like a property of every object', { claims: { client_id: '__proto__' } }],
    ['whose file does not name the issuer', { claims: { iss: 'https://other.test' } }],
    ['for which this key may not sign', { client: { keyIds: new Set(['key-2']) } }],
  ])('%s is unknown', (_, request) => {
    expectRefused(request, 'CLIENT_UNKNOWN');
  });

  test('is known by the keys that may sign for it', () => {
    expect(admit({ client: { keyIds: new Set(['key-1']) } }).access.client).toBe('benefits');
  });

  test('that is suspended is refused with the kind of reason and nothing else', () => {
    const suspended = { since: '2026-11-01', reason: 'KEY_COMPROMISED' } as const;
    expect(expectRefused({ client: { suspended } }, 'CLIENT_SUSPENDED')).toBe(
      'This client is suspended (KEY_COMPROMISED). Call the hub.',
    );
    expect(errorCodes.CLIENT_SUSPENDED.status).toBe(403);
  });

  test('is refused before its agreement is in force and after, and served on its first and last day', () => {
    const agreed = (from: string, to: string): TestRequest => ({
      client: { agreement: { ...clientOf().agreement, from, to } },
    });
    expectRefused(agreed('2026-11-25', '2027-01-01'), 'AGREEMENT_NOT_IN_FORCE');
    expectRefused(agreed('2026-01-01', '2026-11-23'), 'AGREEMENT_NOT_IN_FORCE');
    expect(admit(agreed('2026-11-24', '2026-11-24')).access).toBeDefined();
  });
});

describe('a purpose', () => {
  test.each([{}, { 'hub-purpose': 'NONE' }])('is NONE when none was stated: %j', (headers) => {
    expect(admit({ headers }).access).toMatchObject({
      purpose: 'NONE',
      caseMissing: false,
      assuranceTooLow: false,
    });
  });

  test.each<[string, TestRequest]>([
    ['that the client has not', { headers: { 'hub-purpose': 'AUDIT' } }],
    ['that no register has', { headers: { 'hub-purpose': 'FUN' }, client: { purposes: new Set(['FUN']) } }],
    ['outside the set of the token', { headers: { 'hub-purpose': 'DECIDE' }, claims: { purposes: ['OWN'] } }],
    ['of a token whose set is no list', { headers: { 'hub-purpose': 'OWN' }, claims: { purposes: 'OWN' } }],
    ['for another role', { headers: { 'hub-purpose': 'ASSESS' } }],
  ])('G16: %s is 403', (_, request) => {
    expectRefused(request, 'PURPOSE_NOT_ALLOWED');
    expect(errorCodes.PURPOSE_NOT_ALLOWED.status).toBe(403);
  });

  test('that is refused is told beside those that are open', () => {
    const open = (request: TestRequest) => expectRefused(request, 'PURPOSE_NOT_ALLOWED');
    const headers = { 'hub-purpose': 'DECIDES' };
    expect(open({ headers })).toBe('This purpose is not open here; `hub-purpose` may say DECIDE, OWN.');
    expect(open({ headers, claims: { purposes: ['OWN', 'SELF'] } })).toMatch(/ may say OWN\.$/);
    expect(open({ headers: { 'hub-purpose': 'SELF' } })).toMatch(/ may say DECIDE, OWN\.$/);
    expect(open({ headers, client: { purposes: new Set() } })).toBe(errorCodes.PURPOSE_NOT_ALLOWED.en);
  });

  test.each([[['DECIDE', 'OWN']], [['DECIDE', 'DECIDE']], ['DECIDE, OWN'], ['DECIDE,DECIDE'], ['']])(
    'G16: stated as %j is 400',
    (value) => {
      expectRefused({ headers: { 'hub-purpose': value } }, 'HUB_HEADER_INVALID');
      expect(errorCodes.HUB_HEADER_INVALID.status).toBe(400);
    },
  );

  test('that asks for a case goes on without one, as a fact for the decision', () => {
    const headers = { 'hub-purpose': 'DECIDE' };
    expect(admit({ headers }).access.caseMissing).toBe(true);
    expect(admit({ headers: { ...headers, 'hub-case': 'C-1' } }).access.caseMissing).toBe(false);
  });

  test('G25: that asks for more assurance goes on, as a fact for the decision', () => {
    const ask = (acr: unknown) =>
      admit({ claims: { acr, roles: ['ASSESSOR'] }, headers: { 'hub-purpose': 'ASSESS' } }).access;
    expect(ask('3')).toMatchObject({ assurance: 3, assuranceTooLow: false });
    expect(ask('2')).toMatchObject({ assurance: 2, assuranceTooLow: true });
    for (const unclear of [undefined, 3, '4', 'high', ['3']]) {
      expect(ask(unclear)).toMatchObject({ assurance: 1, assuranceTooLow: true });
    }
  });
});

describe('a role', () => {
  const both = { roles: ['OFFICER', 'ASSESSOR'] };

  test('is the one that token, client and purpose have in common', () => {
    expect(admit().access.role).toBe('OFFICER');
    expect(admit({ claims: both, headers: { 'hub-purpose': 'ASSESS' } }).access.role).toBe('ASSESSOR');
    expect(admit({ claims: { roles: ['OFFICER', 'AUDITOR'] } }).access.role).toBe('OFFICER');
  });

  test('that is not clear must be named, and is told which ones fit', () => {
    const headers = { 'hub-purpose': 'OWN' };
    expect(expectRefused({ claims: both, headers }, 'ROLE_AMBIGUOUS')).toContain('ASSESSOR, OFFICER');
    const named = { claims: both, headers: { ...headers, 'hub-role': 'ASSESSOR' } };
    expect(admit(named).access.role).toBe('ASSESSOR');
  });

  test.each<[string, TestRequest]>([
    ['that the client has not', { claims: { roles: ['AUDITOR'] } }],
    ['of a token without roles', { claims: { roles: undefined } }],
    ['of a token whose roles are no list', { claims: { roles: 'OFFICER' } }],
    ['that is named and not held', { headers: { 'hub-role': 'ASSESSOR' } }],
    [
      'that is named and not for the purpose',
      { claims: both, headers: { 'hub-purpose': 'DECIDE', 'hub-role': 'ASSESSOR' } },
    ],
  ])('%s is refused', (_, request) => {
    expectRefused(request, 'ROLE_NOT_ALLOWED');
  });
});

describe('whoever asks', () => {
  test('may speak for an organisation of the client, or for any where the file says so', () => {
    expectRefused({ claims: { organisation: 'OFFICE-2' } }, 'ORGANISATION_NOT_ALLOWED');
    const any = { claims: { organisation: 'OFFICE-2' }, client: { organisations: undefined } };
    expect(admit(any).access.organisation).toBe('OFFICE-2');
    expect(admit({ claims: { organisation: undefined } }).access.organisation).toBeUndefined();
  });

  test('for a citizen must name the citizen', () => {
    const citizen = { roles: ['CITIZEN'], organisation: undefined, citizen: undefined };
    expectRefused({ claims: citizen }, 'CITIZEN_REQUIRED');
    expect(admit({ claims: { ...citizen, citizen: 'abc' } }).access.citizen).toBe('abc');
  });

  test('as an officer must be known as a citizen, or the own file could not be told from others', () => {
    const told = expectRefused({ claims: { citizen: undefined } }, 'CITIZEN_REQUIRED');
    expect(told).toContain('handles their own file');
    // Of a citizen's role not even a system may speak without naming the citizen.
    const forNobody = { sub: 'benefits', roles: ['CITIZEN'], organisation: undefined, citizen: undefined };
    expectRefused({ claims: forNobody }, 'CITIZEN_REQUIRED');
  });

  test('as a system, which is no citizen, is its client', () => {
    const system = { sub: 'benefits', citizen: undefined };
    expect(admit({ claims: system }).access).toMatchObject({ actor: 'benefits', citizen: undefined });
  });

  test.each([
    { sub: undefined },
    { sub: '' },
    { sub: 'a b' },
    { sub: 'a\nb' },
    { sub: 'Nguyễn' },
    { citizen: 'a b' },
    { organisation: 'a\u0000' },
    { sub: 'x'.repeat(129) },
  ])('must be named in a form of ours: %j is not', (claims) => {
    const message = expectRefused({ claims, client: { organisations: undefined } }, 'UNAUTHENTICATED');
    expect(message).not.toMatch(/Nguyễn|xxx/);
  });

  test('has the scopes that both token and client have', () => {
    expect(admit().access.scopes).toEqual(new Set(['read']));
  });
});

test('an access request holds who, for whom, in which role, what for and why', () => {
  const headers = {
    'hub-purpose': 'DECIDE',
    'hub-case': 'BHXH-2026-000123',
    'hub-reason': encodeURIComponent('Đối chiếu hồ sơ theo đơn'),
    'hub-break-glass': 'emergency-1',
  };
  expect(admit({ headers }).access).toEqual({
    client: 'benefits',
    actor: 'officer-1',
    role: 'OFFICER',
    organisation: 'OFFICE-1',
    citizen: 'officer-1-at-home',
    purpose: 'DECIDE',
    operation: undefined,
    case: 'BHXH-2026-000123',
    caseMissing: false,
    dryRun: false,
    reason: 'Đối chiếu hồ sơ theo đơn',
    breakGlass: 'emergency-1',
    assurance: 2,
    assuranceTooLow: false,
    scopes: new Set(['read']),
    day: '2026-11-24',
  });
});
