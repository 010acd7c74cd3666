import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConsoleFile } from '../../gateway/start/files/console-file.ts';
import { openConsole } from '../../gateway/start/open-console.ts';
import { isTold } from '../../subgraphs/kit/command/is-told.ts';
import { createTokenVerifier, localKeys } from '../../gateway/identity/token-verifier.ts';
import { startLocal, type LocalServer } from '../http/start-local.ts';
import { startRealIssuer, type RealIssuer } from './real-issuer.ts';
import { beginSignIn, pageHeaders, visitor } from './console-visitor.ts';

const resource = 'https://lienthong.invalid/graph';
let folder = '';
let issuer: RealIssuer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  issuer = await startRealIssuer({ roles: ['CITIZEN'], citizen: 'abc' });
  await writeFile(join(folder, 'key.json'), JSON.stringify(issuer.clientKey));
});
afterAll(async () => {
  await issuer.stop();
  await rm(folder, { recursive: true });
});

/** Writes a console file. @returns its path */
async function write(settings: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, 'console.yaml');
  await writeFile(path, JSON.stringify(settings));
  return path;
}

describe('sign-in at a real issuer', () => {
  const servers: LocalServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  async function start(settings: Readonly<Record<string, string>>) {
    const signIn = await readConsoleFile(await write({ issuer: issuer.url, key: 'key.json', ...settings }));
    const verifyToken = createTokenVerifier({
      issuer: issuer.url,
      audience: resource,
      keys: localKeys(issuer.keys),
    });
    const server = await startLocal({ console: { ...signIn, cookieKey: randomBytes(32), verifyToken } });
    servers.push(server);
    return server;
  }

  test('takes the client’s own key, and binds the cookie to an https host', async () => {
    const server = await start({ url: 'https://console.invalid', resource });
    const browser = visitor(server.url);
    const authorization = await beginSignIn(browser, 'citizen');
    expect(authorization).toMatch(`${issuer.url}/authorize?`);
    expect(new URL(authorization).searchParams.get('client_id')).toBe('vss-portal');
    const callback = new URL(issuer.signIn(authorization));
    expect(callback.origin).toBe('https://console.invalid');
    const answer = await browser.get(callback.pathname + callback.search);
    const [, cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-console-session=.+; Path=\/; HttpOnly; Secure; SameSite=Strict/);
    const session = await browser.get('/console/session');
    expect(await session.json()).toMatchObject({ signedIn: true, roles: ['CITIZEN'], citizen: 'abc' });
    // The origin is that of the file, whatever host a request names.
    const asked = (origin: string) =>
      browser.post('/console/graphql', '{"query":"{ __typename }"}', { ...pageHeaders, origin });
    expect((await asked('https://console.invalid')).status).toBe(200);
    expect((await asked(server.url)).status).toBe(400);
  });

  test('fails in words while the issuer is away, and is not served by a provider of ours', async () => {
    const server = await start({ url: 'https://console.invalid', issuer: 'http://127.0.0.1:9/' });
    const browser = visitor(server.url);
    expect(await beginSignIn(browser, 'citizen')).toBe('/console/?sign-in=failed');
    expect((await browser.get('/development-issuer/jwks')).status).toBe(404);
  });
});

describe('a console file that cannot be used is told in one line', () => {
  const good = { url: 'https://console.invalid', issuer: 'https://id.invalid', key: 'key.json' };
  test.each([
    [{ ...good, url: 'http://console.invalid' }, /url must be an https address without a path/],
    [{ ...good, url: 'https://console.invalid/console' }, /url must be an https address without a path/],
    [{ ...good, issuer: 'http://id.invalid' }, /issuer must be the https address/],
    [{ ...good, key: 'nowhere.json' }, /there is no such file/],
    [{ ...good, key: 'console.yaml' }, /must hold a private key as JWK/],
    [{ ...good, password: 'x' }, /password is no field here/],
  ])('%o', async (settings, message) => {
    const failure = await readConsoleFile(await write(settings)).catch((error: unknown) => error);
    expect(isTold(failure)).toBe(true);
    expect(String(failure)).toMatch(message);
  });

  test('when it stands beside the development issuer', async () => {
    const options = { console: await write(good), developmentIssuer: true };
    await expect(openConsole(options, undefined)).rejects.toThrow(/--console is for a real issuer/);
  });
});
