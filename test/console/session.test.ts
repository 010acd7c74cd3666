import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { beginSignIn, choosePersona, pageHeaders, signIn, visitor } from './console-visitor.ts';

let hub: HubUnderTest;
let url = '';
let form: Readonly<Record<string, string>>;
beforeAll(async () => {
  hub = await startTestHub(100);
  url = hub.hub.url;
  form = { persona: 'citizen', citizen: hub.citizenOf('newMother') };
});
afterAll(() => hub.stop());

const question = JSON.stringify({ query: '{ me { fullName } }' });

async function signedIn() {
  const browser = visitor(url);
  await signIn(browser, 'citizen', form);
  return browser;
}

describe('whoever signs in to the console', () => {
  test('is known by a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn(visitor(url), 'citizen', form);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/console/');
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('console-session='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
  });

  test('asks the graph as the bearer of their token would, and sees the same', async () => {
    const browser = await signedIn();
    const answer = await (await browser.post('/console/graphql', question, pageHeaders)).json();
    const { data } = await hub.ask(
      '{ me { fullName } }',
      {},
      { persona: 'citizen', citizen: form['citizen'] },
    );
    expect(data).toHaveProperty('me.fullName', expect.any(String));
    expect(answer).toEqual({ data });
  });

  test('is never told the token', async () => {
    const browser = await signedIn();
    const session = await (await browser.get('/console/session')).text();
    expect(JSON.parse(session)).toEqual({
      signedIn: true,
      capacity: 'citizen',
      roles: ['CITIZEN'],
      citizen: form['citizen'],
    });
    const seen = [session, ...browser.cookies.values()].join(' ');
    // What a token of the issuer begins with: {"alg":"EdDSA"
    expect(seen).not.toContain('eyJhbGciOiJFZERTQSIs');
  });

  test('cannot act for somebody else by a header of their own', async () => {
    const browser = await signedIn();
    const answer = await browser.post('/console/graphql', question, {
      ...pageHeaders,
      authorization: 'Bearer of-somebody-else',
    });
    expect(answer.status).toBe(200);
  });

  test('is signed out for good', async () => {
    const browser = await signedIn();
    await browser.post('/console/sign-out', '', pageHeaders);
    expect(await (await browser.get('/console/session')).json()).toEqual({ signedIn: false });
    expect((await browser.post('/console/graphql', question, pageHeaders)).status).toBe(401);
  });

  test('goes on where they were, and never outside the console', async () => {
    for (const [goOn, there] of [
      ['/console/who-looked', '/console/who-looked'],
      ['https://elsewhere.invalid/', '/console/'],
      ['//elsewhere.invalid/', '/console/'],
      ['/console/..//elsewhere.invalid', '/console/'],
    ] as const) {
      const browser = visitor(url);
      const callback = await choosePersona(browser, await beginSignIn(browser, 'citizen', goOn), form);
      expect((await browser.get(callback)).headers.get('location')).toBe(there);
    }
  });
});

describe('the session of the console is of no use', () => {
  const forgeries: readonly (readonly [who: string, headers: Record<string, string>])[] = [
    ['a form of another site', { 'content-type': 'text/plain' }],
    ['a page of another site', { ...pageHeaders, 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbouring site', { ...pageHeaders, 'sec-fetch-site': 'same-site' }],
    ['a page of another origin', { ...pageHeaders, origin: 'https://elsewhere.invalid' }],
  ];
  test.each(forgeries)('to %s', async (_who, headers) => {
    const browser = await signedIn();
    const answer = await browser.post('/console/graphql', question, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'CSRF_PREVENTED' } }] });
    expect((await browser.post('/console/sign-out', '', headers)).status).toBe(400);
  });

  test('at /graphql, which knows callers by their token alone', async () => {
    const browser = await signedIn();
    const answer = await browser.post('/graphql', question, { 'content-type': 'application/json' });
    expect(await answer.json()).toMatchObject({ data: { me: null } });
  });

  test('when a byte of it was changed', async () => {
    const browser = await signedIn();
    const cookies = browser.cookies as Map<string, string>;
    const cookie = cookies.get('console-session') ?? '';
    cookies.set('console-session', `${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`);
    expect((await browser.post('/console/graphql', question, pageHeaders)).status).toBe(401);
  });

  test('in place of the cookie of a sign-in, nor the other way round', async () => {
    const browser = visitor(url);
    await beginSignIn(browser, 'citizen');
    const cookies = browser.cookies as Map<string, string>;
    expect(cookies.has('console-sign-in')).toBe(true);
    cookies.set('console-session', cookies.get('console-sign-in') ?? '');
    expect((await browser.post('/console/graphql', question, pageHeaders)).status).toBe(401);
    const other = await signedIn();
    const callback = await choosePersona(other, await beginSignIn(other, 'citizen'), form);
    const kept = other.cookies as Map<string, string>;
    kept.set('console-sign-in', kept.get('console-session') ?? '');
    expect((await other.get(callback)).headers.get('location')).toBe('/console/?sign-in=failed');
  });
});

describe('a sign-in does not succeed', () => {
  const failed = '/console/?sign-in=failed';
  async function callbackOf(browser = visitor(url)) {
    return { browser, callback: await choosePersona(browser, await beginSignIn(browser, 'citizen'), form) };
  }
  const endOf = async (browser: ReturnType<typeof visitor>, callback: string) =>
    (await browser.get(callback)).headers.get('location');

  test('in a browser that did not begin it', async () => {
    const { callback } = await callbackOf();
    expect(await endOf(visitor(url), callback)).toBe(failed);
    const other = visitor(url);
    await beginSignIn(other, 'citizen');
    expect(await endOf(other, callback)).toBe(failed);
    expect(other.cookies.has('console-session')).toBe(false);
  });

  test('a second time with one code', async () => {
    const { browser, callback } = await callbackOf();
    const kept = new Map(browser.cookies);
    expect(await endOf(browser, callback)).toBe('/console/');
    const again = visitor(url);
    for (const [name, value] of kept) (again.cookies as Map<string, string>).set(name, value);
    expect(await endOf(again, callback)).toBe(failed);
  });

  test.each(['state', 'iss', 'code'])('with another %s than the issuer gave', async (parameter) => {
    const { browser, callback } = await callbackOf();
    const changed = new URL(callback);
    changed.searchParams.set(parameter, 'another');
    expect(await endOf(browser, changed.href)).toBe(failed);
  });

  test('as a persona of another client, or at an address that is not the console’s', async () => {
    const browser = visitor(url);
    const authorization = new URL(await beginSignIn(browser, 'citizen'));
    const post = (address: URL, persona: string) =>
      browser.post(address.href, `persona=${persona}`, {
        'content-type': 'application/x-www-form-urlencoded',
      });
    expect((await post(authorization, 'auditor')).status).toBe(400);
    authorization.searchParams.set('redirect_uri', 'https://elsewhere.invalid/console/callback');
    expect((await post(authorization, 'citizen')).status).toBe(400);
  });
});
