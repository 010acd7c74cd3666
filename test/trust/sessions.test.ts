import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postSigned } from '../../gateway/federation/fetching/post-signed.ts';
import { createPoster } from '../../gateway/federation/fetching/post-json.ts';
import { createContextSessions as createGatewaySessions } from '../../gateway/trust/context-sessions.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import {
  deriveSessionKey,
  hubSessionMaxAge,
  readSessionKey,
  sessionHeader,
  type SessionAnswer,
} from '../../schema/hub-session.ts';
import { sha256 } from '../../schema/sha256.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { createContextSessions } from '../../subgraphs/kit/trust/context-sessions.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import {
  createGatewayKey,
  issuer,
  listen,
  send,
  type ForgedClaims,
  type GatewayKey,
  type ListeningSubgraph,
} from './signed-subgraph.ts';

let key: GatewayKey;
let store: Store;
let subgraph: ListeningSubgraph;
beforeAll(async () => {
  key = await createGatewayKey();
  store = await openStore({ uri: 'memory:' });
  subgraph = await listen(population, store, key);
});
afterAll(async () => {
  await subgraph.close();
  await store.close();
});

const body = JSON.stringify({ query: '{ __typename }' });
const sessionUrl = () => new URL('session', subgraph.url).href;

/** A session with the subgraph, as a gateway opens it. */
async function openSession() {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const offer = JSON.stringify({ publicKey: publicKey.export({ format: 'jwk' }).x });
  const { status, text } = await send(sessionUrl(), offer, await key.forge(offer));
  expect(status).toBe(200);
  const { id, publicKey: theirs } = JSON.parse(text) as SessionAnswer;
  return {
    header: sessionHeader(id),
    key: deriveSessionKey(privateKey, readSessionKey(theirs), { id, subgraph: 'population' }),
  };
}
type Session = Awaited<ReturnType<typeof openSession>>;

/** A context of a session, with claims that an honest gateway would not write. Times are in seconds from now. */
function forge(
  session: Session,
  { iat = 0, exp = 20, ...claims }: ForgedClaims = {},
  header = session.header,
) {
  const now = Math.floor(Date.now() / 1_000);
  const right = {
    iss: issuer,
    aud: 'population',
    jti: randomUUID(),
    requestId: 'r',
    bodyDigest: sha256(body),
  };
  const payload = { ...right, ...claims, iat: now + iat, exp: now + exp };
  const signed = `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', session.key).update(signed).digest('base64url')}`;
}

const statusOf = async (context: string, sent = body) => (await send(subgraph.url, sent, context)).status;

describe('a context of a session', () => {
  test('is accepted once', async () => {
    const context = forge(await openSession());
    expect([await statusOf(context), await statusOf(context)]).toEqual([200, 401]);
  });

  test.each<[string, ForgedClaims]>([
    ['for another subgraph', { aud: 'justice' }],
    ['of another gateway', { iss: 'other-gateway' }],
    ['that has expired', { iat: -20, exp: -6 }],
    ['that lives too long', { exp: 31 }],
    ['that was written too long ago', { iat: -36, exp: -6 + 11 }],
    ['that is dated into the future', { iat: 60, exp: 80 }],
    ['without an id', { jti: undefined }],
    ['without a digest of the body', { bodyDigest: undefined }],
    ['without a request id', { requestId: undefined }],
    ['over another body', { bodyDigest: sha256('{}') }],
  ])('%s is refused', async (_which, claims) => {
    expect(await statusOf(forge(await openSession(), claims))).toBe(401);
  });

  test('with any part changed, added or taken away is refused', async () => {
    const session = await openSession();
    const right = forge(session);
    const [header = '', payload = '', digest = ''] = right.split('.');
    const other = forge(session, { jti: 'other' }).split('.')[2] ?? '';
    for (const changed of [
      `${header}.${payload}.${other}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${digest}.${digest}`,
      `${header}.${payload}.${digest.slice(0, -4)}`,
      `${header}..${digest}`,
    ]) {
      expect(await statusOf(changed)).toBe(401);
    }
    expect(await statusOf(right)).toBe(200);
  });

  test('under the name of another session, or of none, is refused', async () => {
    const [one, other] = [await openSession(), await openSession()];
    expect(await statusOf(forge(one, {}, other.header))).toBe(401);
    expect(await statusOf(forge(one, {}, sessionHeader('none')))).toBe(401);
  });
});

describe('a session', () => {
  const offerOf = (publicKey: unknown) => JSON.stringify({ publicKey });
  const x = () => generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x;

  test('is not opened without a signed context, nor by a session', async () => {
    const offer = offerOf(x());
    expect((await send(sessionUrl(), offer)).status).toBe(401);
    const bySession = forge(await openSession(), { bodyDigest: sha256(offer) });
    expect((await send(sessionUrl(), offer, bySession)).status).toBe(401);
    expect((await send(sessionUrl(), offer, await key.forge(offer))).status).toBe(200);
  });

  test.each([
    ['no key', offerOf(undefined)],
    ['a key of another length', offerOf('AAAA')],
    ['a key of small order', offerOf(Buffer.alloc(32).toString('base64url'))],
    ['no object', '1'],
    ['no JSON', '{'],
  ])('is not opened over %s', async (_what, offer) => {
    const { status, data } = await send(sessionUrl(), offer, await key.forge(offer));
    expect([status, data]).toEqual([400, undefined]);
  });

  test('ends, and the oldest goes where there are far too many', () => {
    let now = 0;
    const sessions = createContextSessions(() => now);
    const open = () => sessionHeader(sessions.open({ iss: 'g', aud: 's' }, { publicKey: x() }).id);
    const first = open();
    now = hubSessionMaxAge * 1_000 - 1;
    expect(sessions.find(first)).toMatchObject({ issuer: 'g' });
    now += 1;
    expect(sessions.find(first)).toBeUndefined();
    const second = open();
    for (let i = 0; i < 1_000; i++) open();
    expect(sessions.find(second)).toBeUndefined();
  });
});

describe('a gateway', () => {
  /** Posts to subgraphs with sessions; `proofs` says by which algorithm each call was proven. */
  function gatewayTo(url: () => string) {
    const sessions = createGatewaySessions(key.sign, () => [{ name: 'population', url: url() }]);
    const poster = createPoster(5_000, 1024 * 1024);
    const proofs: (string | undefined)[] = [];
    return {
      proofs,
      async post() {
        const { status } = await postSigned(poster, { name: 'population', url: url() }, body, {
          async sign() {
            const headers = await sessions.sign({ subgraph: 'population', body, requestId: 'r' });
            proofs.push(decodeProtectedHeader(headers[hubContextHeader] ?? '').alg);
            return headers;
          },
          refused: (headers) => sessions.refused('population', headers),
        });
        return status;
      },
      async close() {
        await sessions.close();
        await poster.close();
      },
    };
  }

  /** Posts until a call was proven as wanted. */
  const proven = (gateway: ReturnType<typeof gatewayTo>, alg: string) =>
    expect.poll(async () => [await gateway.post(), gateway.proofs.at(-1)]).toEqual([200, alg]);

  test('signs until a session is open, and then uses it', async () => {
    const gateway = gatewayTo(() => subgraph.url);
    expect(await gateway.post()).toBe(200);
    expect(gateway.proofs).toEqual(['EdDSA']);
    await proven(gateway, 'HS256');
    await gateway.close();
  });

  test('signs again when the subgraph knows the session no more, and no call is lost', async () => {
    const before = await listen(population, store, key);
    let { url } = before;
    const gateway = gatewayTo(() => url);
    await proven(gateway, 'HS256');
    const after = await listen(population, store, key);
    ({ url } = after);
    const sent = gateway.proofs.length;
    expect(await Promise.all([gateway.post(), gateway.post(), gateway.post()])).toEqual([200, 200, 200]);
    expect(gateway.proofs.slice(sent)).toContain('EdDSA');
    await gateway.close();
    await before.close();
    await after.close();
  });

  test.each([
    ['knows no sessions', 404, '{}'],
    ['answers something else', 200, '{"id":"x","publicKey":"AAAA"}'],
    ['answers no JSON', 200, 'session'],
  ])('goes on signing to a subgraph that %s', async (_how, code, answer) => {
    let offers = 0;
    const server = createServer((request, response) => {
      if (request.url === '/session') offers += 1;
      response.writeHead(request.url === '/session' ? code : 200).end(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const gateway = gatewayTo(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
    await gateway.post();
    await expect.poll(() => offers).toBe(1);
    for (let i = 0; i < 5; i++) expect(await gateway.post()).toBe(200);
    expect([...new Set(gateway.proofs), offers]).toEqual(['EdDSA', 1]);
    await gateway.close();
    server.close();
  });

  test('goes on signing when it cannot sign an offer, and the process goes on', async () => {
    const failing: typeof key.sign = (call, session) =>
      call.body === body ? key.sign(call, session) : Promise.reject(new Error('the key is away'));
    const sessions = createGatewaySessions(failing, () => [{ name: 'population', url: subgraph.url }]);
    const headers = await sessions.sign({ subgraph: 'population', body, requestId: 'r' });
    expect(await statusOf(headers[hubContextHeader] ?? '')).toBe(200);
    await sessions.close();
  });

  test('gives up after one other try', async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls += 1;
      response.writeHead(401).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const gateway = gatewayTo(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
    expect(await gateway.post()).toBe(401);
    // The offer of a session, and the call: a signature that was refused is not worth another one.
    await expect.poll(() => calls).toBe(2);
    await gateway.close();
    server.close();
  });
});
