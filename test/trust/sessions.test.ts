import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { postSigned } from '../../gateway/federation/fetching/post-signed.ts';
import { createPoster } from '../../gateway/federation/fetching/post-json.ts';
import { Asker } from '../../gateway/trust/asker.ts';
import { createContextSessions as createGatewaySessions } from '../../gateway/trust/context-sessions.ts';
import { callTarget } from '../../schema/call-target.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import {
  hubSessionForm,
  hubSessionHeader,
  hubSessionMaxAge,
  sessionHeader,
  sessionParts,
} from '../../schema/hub-session.ts';
import { isOfSession } from '../../subgraphs/kit/serve-calls.ts';
import { createContextSessions } from '../../subgraphs/kit/trust/context-sessions.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { asked, forge, openSession } from './open-session.ts';
import { servePopulation } from './serve-population.ts';
import { listen, send } from './signed-subgraph.ts';

const { key, store, subgraph } = await servePopulation();

const sessionUrl = () => new URL('session', subgraph.url).href;

const statusOf = async (context: string, sent = asked) => (await send(subgraph.url, sent, context)).status;

describe('a session', () => {
  const offerOf = (publicKey: unknown, form: unknown = hubSessionForm) => JSON.stringify({ form, publicKey });
  const target = callTarget('session');
  const x = () => generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x;

  test('is not opened without a signed context, nor by a session', async () => {
    const offer = offerOf(x());
    expect((await send(sessionUrl(), offer)).status).toBe(401);
    const bySession = forge(await openSession(subgraph.url, key), {}, { sent: offer, target });
    expect((await send(sessionUrl(), offer, bySession)).status).toBe(401);
    expect((await send(sessionUrl(), offer, await key.forge(offer))).status).toBe(200);
  });

  test('is not opened by one that ends while its call is read', async () => {
    const sessions = createContextSessions();
    let looks = Number.NEGATIVE_INFINITY;
    const find: typeof sessions.find = (header) => (looks++ === 0 ? sessions.find(header) : undefined);
    const brief = await listen(population, store, key, { sessions: { ...sessions, find } });
    const session = await openSession(brief.url, key);
    const offer = offerOf(x());
    looks = 0;
    const { status } = await send(
      new URL('session', brief.url).href,
      offer,
      forge(session, {}, { sent: offer, target }),
    );
    expect(status).toBe(401);
    await brief.close();
  });

  test.each([
    ['no key', offerOf(undefined)],
    ['a key of another length', offerOf('AAAA')],
    ['a key of small order', offerOf(Buffer.alloc(32).toString('base64url'))],
    ['a key for calls of another form', offerOf(x(), 1)],
    ['a key for calls of the first form', offerOf(x(), null)],
    ['no object', '1'],
    ['no JSON', '{'],
  ])('is not opened over %s', async (_what, offer) => {
    const { status, data } = await send(sessionUrl(), offer, await key.forge(offer));
    expect([status, data]).toEqual([400, undefined]);
  });

  test('ends, and the oldest goes where there are far too many', () => {
    let now = 0;
    const sessions = createContextSessions(() => now);
    const open = () => sessionHeader(sessions.open({ iss: 'g', aud: 's' }, JSON.parse(offerOf(x()))).id, 's');
    const first = open();
    now = hubSessionMaxAge * 1_000 - 1;
    expect(sessions.find(first)).toMatchObject({ issuer: 'g', audience: 's' });
    now += 1;
    expect(sessions.find(first)).toBeUndefined();
    const second = open();
    for (let i = 0; i < 1_000; i++) open();
    expect(sessions.find(second)).toBeUndefined();
  });
});

const anyKey = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x;

type Proof = 'signature' | 'code';

describe('a gateway', () => {
  /** Posts to subgraphs with sessions; `proofs` says how each call was proven. */
  function gatewayTo(url: () => string) {
    const sessions = createGatewaySessions(key.sign, () => [{ name: 'population', url: url() }]);
    const poster = createPoster(5_000, 1024 * 1024);
    const proofs: Proof[] = [];
    return {
      proofs,
      async post() {
        const { status } = await postSigned(poster, { name: 'population', url: url() }, asked, {
          sign() {
            const headers = sessions.sign({ subgraph: 'population', body: asked, asker: new Asker('r') });
            const parts = headers[hubContextHeader]?.split('.').length;
            proofs.push(parts === sessionParts ? 'code' : 'signature');
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
  const proven = (gateway: ReturnType<typeof gatewayTo>, how: Proof) =>
    expect.poll(async () => [await gateway.post(), gateway.proofs.at(-1)]).toEqual([200, how]);

  test('signs until a session is open, and then uses it', async () => {
    const gateway = gatewayTo(() => subgraph.url);
    expect(await gateway.post()).toBe(200);
    expect(gateway.proofs).toEqual(['signature']);
    await proven(gateway, 'code');
    await gateway.close();
  });

  test('signs what changes something all the same, so that it has no other proof by which to send it again', async () => {
    const sessions = createGatewaySessions(key.sign, () => [{ name: 'population', url: subgraph.url }]);
    const call = { subgraph: 'population', body: asked, asker: new Asker('r') };
    const partsOf = (headers: Readonly<Record<string, string>>) =>
      headers[hubContextHeader]?.split('.').length;
    await expect.poll(() => partsOf(sessions.sign(call))).toBe(sessionParts);
    const change = sessions.signChange(call);
    expect([partsOf(change), sessions.refused('population', change)]).toEqual([3, false]);
    expect(partsOf(sessions.sign(call))).toBe(sessionParts);
    await sessions.close();
  });

  test('names its session beside the signature of a change, so that an agency reads it in the room for its hub', async () => {
    const ofAgency = createContextSessions();
    const agency = await listen(population, store, key, { sessions: ofAgency });
    // It asks nothing but changes, as where an agency is sent files alone.
    const sessions = createGatewaySessions(key.sign, () => [{ name: 'population', url: agency.url }]);
    const change = () => sessions.signChange({ subgraph: 'population', body: asked, asker: new Asker('r') });
    expect(isOfSession(ofAgency, change())).toBe(false);
    await expect.poll(() => isOfSession(ofAgency, change())).toBe(true);
    expect(isOfSession(ofAgency, { ...change(), [hubSessionHeader]: 'another' })).toBe(false);
    expect(
      isOfSession(ofAgency, sessions.sign({ subgraph: 'population', body: asked, asker: new Asker('r') })),
    ).toBe(true);
    await sessions.close();
    await agency.close();
  });

  test('signs again when the subgraph knows the session no more, and no call is lost', async () => {
    const before = await listen(population, store, key);
    let { url } = before;
    const gateway = gatewayTo(() => url);
    await proven(gateway, 'code');
    const after = await listen(population, store, key);
    ({ url } = after);
    const sent = gateway.proofs.length;
    expect(await Promise.all([gateway.post(), gateway.post(), gateway.post()])).toEqual([200, 200, 200]);
    expect(gateway.proofs.slice(sent)).toContain('signature');
    await gateway.close();
    await before.close();
    await after.close();
  });

  test.each([
    ['knows no sessions', 404, '{}'],
    ['answers something else', 200, '{"id":"x","publicKey":"AAAA"}'],
    ['opens sessions of the form before', 200, JSON.stringify({ id: 'x', publicKey: anyKey })],
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
    expect([...new Set(gateway.proofs), offers]).toEqual(['signature', 1]);
    await gateway.close();
    server.close();
  });

  test('goes on signing when it cannot sign an offer, and the process goes on', async () => {
    const failing: typeof key.sign = (call) => {
      if (call.body !== asked) throw new Error('the key is away');
      return key.sign(call);
    };
    const sessions = createGatewaySessions(failing, () => [{ name: 'population', url: subgraph.url }]);
    const headers = sessions.sign({ subgraph: 'population', body: asked, asker: new Asker('r') });
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
