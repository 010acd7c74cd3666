import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CookieTooLarge, sealedCookie } from '../../gateway/console/session/sealed-cookie.ts';
import { authorizationCodes } from '../../gateway/identity/development/provider/authorization-codes.ts';

describe('a code of the development issuer', () => {
  let clock = 0;
  const codes = authorizationCodes<string>(() => clock);
  const verifier = 'v'.repeat(43);
  const grant = {
    clientId: 'vss-portal',
    redirectUri: 'http://127.0.0.1/console/callback',
    nonce: 'n',
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    person: 'somebody',
  };
  const proof = { clientId: grant.clientId, redirectUri: grant.redirectUri, verifier };

  test('is good once, for whoever began', () => {
    const code = codes.give(grant);
    expect(codes.take({ ...proof, code })).toEqual(grant);
    expect(codes.take({ ...proof, code })).toBeUndefined();
  });

  test.each([
    ['another verifier', { verifier: 'w'.repeat(43) }],
    ['another client', { clientId: 'hub-audit' }],
    ['another address', { redirectUri: 'http://127.0.0.1/elsewhere' }],
  ])('is used up by %s', (_what, other) => {
    const code = codes.give(grant);
    expect(codes.take({ ...proof, ...other, code })).toBeUndefined();
    expect(codes.take({ ...proof, code })).toBeUndefined();
  });

  test('is good for a minute', () => {
    const code = codes.give(grant);
    clock += 60_001;
    expect(codes.take({ ...proof, code })).toBeUndefined();
  });
});

describe('a sealed cookie', () => {
  const key = randomBytes(32);
  const open = (name: string, with_ = key) =>
    sealedCookie(with_, { name, sameSite: 'strict', secure: false });
  const sealed = async () => (await open('one').write({ word: 'w' }, 60)).split(';')[0] ?? '';

  test('is read by whoever has the key, and shows nothing to others', async () => {
    const cookie = await sealed();
    expect(cookie).not.toContain(Buffer.from('{"word"').toString('base64url').slice(0, 8));
    expect(await open('one').read(cookie)).toMatchObject({ word: 'w' });
    expect(await open('one', randomBytes(32)).read(cookie)).toBeUndefined();
  });

  test('cannot stand in for one of another name', async () => {
    const renamed = (await sealed()).replace('one=', 'two=');
    expect(await open('two').read(renamed)).toBeUndefined();
  });

  test('counts no longer than it was given for', async () => {
    const [cookie] = (await open('one').write({ word: 'w' }, -1)).split(';');
    expect(await open('one').read(cookie)).toBeUndefined();
  });

  test('that a browser would drop is not given out', async () => {
    await expect(open('one').write({ word: 'w'.repeat(4000) }, 60)).rejects.toThrow(CookieTooLarge);
  });
});
