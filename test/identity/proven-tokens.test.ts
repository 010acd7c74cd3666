import type { JWTVerifyGetKey } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokenVerifier, localKeys, type TokenVerifier } from '../../gateway/identity/token-verifier.ts';
import { createTestIssuer, type TestIssuer } from './token-maker.ts';

let issuer: TestIssuer;
let keys: JWTVerifyGetKey;
let revoked: boolean;
let verify: TokenVerifier;
let token: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  issuer = await createTestIssuer();
  keys = localKeys({ keys: [issuer.publicKey] });
  revoked = false;
  verify = createTokenVerifier(
    { ...issuer.trust, keys: (header, parts) => keys(header, parts) },
    () => revoked,
  );
  token = await issuer.token({ client_id: 'hospital', roles: ['CLERK'] });
  await verify(token);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const outcome = (shown: string) =>
  verify(shown).then(
    () => 'accepted',
    (error: Error) => error.name,
  );

test('a token that comes again says the same, without its signature being computed again', async () => {
  const compute = vi.spyOn(crypto.subtle, 'verify');
  expect((await verify(token)).claims).toMatchObject({ client: 'hospital', roles: new Set(['CLERK']) });
  expect(compute).not.toHaveBeenCalled();
  expect(await outcome(await issuer.token())).toBe('accepted');
  expect(compute).toHaveBeenCalledOnce();
  compute.mockRestore();
});

describe('a token that was accepted before is refused', () => {
  test('from the moment on which it is revoked', async () => {
    revoked = true;
    expect(await outcome(token)).toBe('TokenRefused');
  });

  test('when it has expired, and not before', async () => {
    vi.setSystemTime(Date.now() + 64_000);
    expect(await outcome(token)).toBe('accepted');
    vi.setSystemTime(Date.now() + 2_000);
    expect(await outcome(token)).toBe('TokenRefused');
  });

  test('when its issuer no longer publishes the key', async () => {
    keys = localKeys({ keys: [(await createTestIssuer()).publicKey] });
    expect(await outcome(token)).toBe('TokenRefused');
    keys = localKeys({ keys: [] });
    expect(await outcome(token)).toBe('TokenRefused');
  });

  test('with any other signature or payload', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const other = (await issuer.token({ client_id: 'another' })).split('.');
    expect(await outcome([header, other[1], signature].join('.'))).toBe('TokenRefused');
    expect(await outcome([header, payload, other[2]].join('.'))).toBe('TokenRefused');
  });
});

test('an issuer whose keys cannot be had is no judgement over a token that was accepted before', async () => {
  keys = () => Promise.reject(new TypeError('fetch failed'));
  expect(await outcome(token)).toBe('KeysUnavailable');
});
