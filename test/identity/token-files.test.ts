import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTokenGate, type TokenGate, type TokenOptions } from '../../gateway/start/files/token-trust.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { isTold } from '../../subgraphs/kit/command/is-told.ts';
import { developmentIssuer, developmentKey } from '../../gateway/identity/development/development-issuer.ts';
import marked from '../../gateway/identity/development/keys.json' with { type: 'json' };
import { noRevocations, readRevocations } from '../../gateway/identity/revocations.ts';
import { replaceFile } from './replace-file.ts';
import { createTestIssuer, seconds, type TestIssuer } from './token-maker.ts';

/** How long a change of a file may take to be noticed, at the most. */

let folder: string;
let one: TestIssuer;
let two: TestIssuer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-files-'));
  one = await createTestIssuer('https://one.test');
  two = await createTestIssuer('https://two.test', 'two', 'EdDSA');
  await write('one.json', { keys: [one.publicKey] });
  await write('two.json', { keys: [two.publicKey] });
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const none: TokenOptions = {
  jwks: undefined,
  issuer: undefined,
  audience: undefined,
  issuers: undefined,
  revocations: undefined,
};

async function open(
  options: Partial<TokenOptions>,
  tell: (line: string) => void = () => {},
): Promise<TokenGate> {
  const gate = await openTokenGate({ ...none, ...options }, false, tell);
  if (gate === undefined) throw new Error('no gate');
  return gate;
}

describe('several issuers', () => {
  test('each prove their own tokens, with keys out of files beside the list', async () => {
    const issuers = await write(
      'issuers.yaml',
      `- { issuer: ${one.issuer}, audience: hub, jwks: one.json }
- { issuer: ${two.issuer}, audience: hub, jwks: two.json, algorithms: [EdDSA] }`,
    );
    const { verify, close } = await open({ issuers });
    expect(await verify(await one.token())).toMatchObject({ authenticated: true });
    expect(await verify(await two.token())).toMatchObject({ authenticated: true });
    await expect(verify(await two.token({ iss: one.issuer }))).rejects.toThrow('The token is not valid.');
    close();
  });

  const entry = 'issuer: a, audience: b, jwks: one.json';
  test.each([
    ['no list', 'issuer: a', 'must be a YAML list'],
    ['an empty list', '[]', 'must be a YAML list'],
    ['no YAML', '- {', 'must be a YAML list'],
    ['a text for an entry', '- a', 'entry 1, must be a mapping of issuer'],
    ['an unknown field', `- { ${entry}, keys: c }`, 'entry 1, keys is no field here'],
    ['a missing field', '- { issuer: a, jwks: one.json }', 'entry 1, audience must be'],
    ['a shared-secret algorithm', `- { ${entry}, algorithms: [HS256] }`, 'entry 1, algorithms must be'],
    ['an issuer twice', `- { ${entry} }\n- { ${entry} }`, 'names an issuer twice'],
    ['keys that are not there', '- { issuer: a, audience: b, jwks: no.json }', 'there is no such file'],
  ])('%s is answered with what to do', async (_, text, message) => {
    const opened = open({ issuers: await write('bad.yaml', text) });
    expect(isTold(await opened.catch((error: unknown) => error))).toBe(true);
    await expect(opened).rejects.toThrow(message);
  });
});

describe('options that do not fit', () => {
  test.each([
    [{ jwks: 'one.json' }, 'belong together'],
    [{ issuers: 'a', jwks: 'b' }, 'give one or the other'],
    [{ revocations: 'a' }, 'needs an issuer'],
  ])('%j are answered with what to do', async (options, message) => {
    await expect(openTokenGate({ ...none, ...options }, false, () => {})).rejects.toThrow(message);
  });

  test('without any, there is no gate and everybody is anonymous', async () => {
    expect(await openTokenGate(none, true, () => {})).toBeUndefined();
  });
});

describe('a file of keys', () => {
  test('is taken over when it changes, and stays when the change is bad', async () => {
    const jwks = await write('rotating.json', { keys: [one.publicKey] });
    const next = await createTestIssuer(one.issuer, 'next');
    const told: string[] = [];
    const { verify, close } = await open({ jwks, issuer: one.issuer, audience: 'hub' }, (line) =>
      told.push(line),
    );
    await expect(verify(await next.token())).rejects.toThrow('The token is not valid.');
    await replaceFile(jwks, 'no keys');
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toContain('not taken over');
    expect(await verify(await one.token())).toBeTruthy();
    await replaceFile(jwks, JSON.stringify({ keys: [next.publicKey] }));
    await expect.poll(() => told).toHaveLength(2);
    expect(await verify(await next.token())).toBeTruthy();
    await expect(verify(await one.token())).rejects.toThrow('The token is not valid.');
    close();
  });

  test('that holds a private or a shared key is refused without quoting it', async () => {
    const secret = await exportJWK(one.privateKey);
    for (const key of [secret, { kty: 'oct', k: 'c2VjcmV0LXNlY3JldA' }]) {
      const jwks = await write('private.json', { keys: [key] });
      const refused = await open({ jwks, issuer: 'a', audience: 'b' }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UsageError);
      expect(String(refused)).toContain('public keys');
      expect(String(refused)).not.toContain(String(key.d ?? key.k));
    }
  });
});

describe('in production', () => {
  test.each([
    ['the development key', developmentKey, 'https://real.test'],
    ['the development key under another name', { ...developmentKey, kid: 'real' }, 'https://real.test'],
    ['the development issuer', undefined, developmentIssuer],
  ])('%s is refused at the start', async (_, key, issuer) => {
    const jwks = await write('development.json', { keys: [key ?? one.publicKey] });
    const options = { ...none, jwks, issuer, audience: 'hub' };
    const opened = openTokenGate(options, true, () => {});
    await expect(opened).rejects.toThrow(UsageError);
    await expect(opened).rejects.toThrow('cannot be trusted in production');
    (await open(options)).close();
  });

  test('the development key is not believed when it comes into the file later', async () => {
    const jwks = await write('later.json', { keys: [one.publicKey] });
    const told: string[] = [];
    const options = { ...none, jwks, issuer: one.issuer, audience: 'hub' };
    const gate = await openTokenGate(options, true, (line) => told.push(line));
    expect(await gate?.verify(await one.token())).toMatchObject({ authenticated: true });
    await replaceFile(jwks, JSON.stringify({ keys: [developmentKey] }));
    await expect.poll(() => told).toHaveLength(1);
    const forged = await new SignJWT({ iss: one.issuer, aud: 'hub', exp: seconds() + 60 })
      .setProtectedHeader({ alg: 'EdDSA', kid: developmentKey.kid })
      .sign(await importJWK(marked.key, 'EdDSA'));
    await expect(gate?.verify(forged)).rejects.toThrow('The token is not valid.');
    gate?.close();
    const development = await open({ jwks, issuer: one.issuer, audience: 'hub' });
    expect(await development.verify(forged)).toMatchObject({ authenticated: true });
    development.close();
  });
});

describe('a revocation list', () => {
  test('may be empty, and may say why', () => {
    expect(readRevocations('')).toEqual(noRevocations);
    expect(readRevocations('- jti: a\n  reason: lost\n- sub: b\n- client: c')).toEqual({
      tokens: new Set(['a']),
      actors: new Set(['b']),
      clients: new Set(['c']),
    });
  });

  test.each([
    'a: b',
    '- a',
    '- jti: 7',
    '- { jti: a, sub: b }',
    '- { jti: secret, why: b }',
    '- jti: ""',
    '- {',
  ])('with a mistake is refused without quoting it: %s', (text) => {
    expect(() => readRevocations(text)).toThrow(/must be a list|must have one of|not valid YAML/);
    expect(() => readRevocations(text)).not.toThrow(/secret/);
  });
});
