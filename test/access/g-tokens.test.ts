import { exportJWK, exportSPKI, generateKeyPair, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { admitCaller } from '../../gateway/identity/admit-caller.ts';
import { createTokenVerifier, localKeys } from '../../gateway/identity/token-verifier.ts';
import { startServer, type RunningServer } from '../../gateway/server.ts';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { judgeCaller } from '../../gateway/access/judge.ts';
import type { RequestContext } from '../../gateway/http/request-context.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { serveSubgraph, type ServedSubgraph } from '../federation/serve-subgraph.ts';
import { subgraph } from './guarded-graph.ts';
import { audience, createIssuer, issuer, signToken, type Claims, type Issuer } from './issuer.ts';
import { bearer, codes, denied, post } from './wire.ts';

const source = subgraph('one', 'type Query { ping: String me: String @authenticated }', {
  Query: { ping: () => 'pong', me: () => 'me' },
});
const query = '{ ping me }';

let signer: Issuer;
let served: ServedSubgraph;
let server: RunningServer;
beforeAll(async () => {
  signer = await createIssuer('RS256');
  served = await serveSubgraph(source);
  const supergraphSdl = composeGraph({ one: source }, () => served.url);
  server = await startServer({
    gateway: createFederation<RequestContext>({
      supergraphSdl,
      judgeFor: (index, { caller }) => judgeCaller(index, caller, {}),
    }),
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    admit: admitCaller(createTokenVerifier({ keys: localKeys(signer.jwks), issuer, audience })),
    readyChecks: {},
    onFault: (fault) => {
      throw fault;
    },
  });
});
afterEach(() => served.requests.splice(0));
afterAll(async () => {
  await server.stop();
  await served.stop();
});

const ask = (headers: Readonly<Record<string, string>>) => post(`${server.url}/graphql`, { query }, headers);

async function expectAccepted(token: string): Promise<void> {
  const { data, errors } = await ask(bearer(token));
  expect([data, errors]).toEqual([{ ping: 'pong', me: 'me' }, []]);
}

/** Not even what anybody may see is answered: a caller whose token is bad must learn of it. */
async function expectUnauthenticated(headers: Readonly<Record<string, string>>): Promise<void> {
  const answer = await ask(headers);
  expect([answer.status, answer.data, codes(answer)]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.errors[0]?.message).toBe(
    'The request does not prove who sends it: send `Authorization: Bearer` with a token for this hub that has not expired.',
  );
  expect(served.requests).toEqual([]);
}

test('G1: no token is anonymous', async () => {
  const answer = await ask({});
  expect([answer.status, answer.data, denied(answer)]).toEqual([200, { ping: 'pong', me: null }, ['me']]);
});

test.each([
  ['nothing', ''],
  ['the word alone', 'Bearer'],
  ['an empty token', 'Bearer '],
  ['two dots only', 'Bearer ..'],
  ['one part', 'Bearer abc'],
  ['no base64', 'Bearer %%%.%%%.%%%'],
  ['a header that is no JSON', `Bearer ${Buffer.from('x').toString('base64url')}.e30.AAAA`],
  ['another scheme', 'Basic YTpi'],
  ['two tokens', 'Bearer a.b.c d.e.f'],
])('G2: a malformed token is refused, not anonymous: %s', async (_what, authorization) => {
  await expectUnauthenticated({ authorization });
});

test('G2: a truncated token is refused', async () => {
  const token = await signer.token();
  for (const length of [token.length - 1, token.lastIndexOf('.') + 1, token.lastIndexOf('.'), 10]) {
    await expectUnauthenticated(bearer(token.slice(0, length)));
  }
  await expectAccepted(token);
});

test('G3: an altered token is refused, and one of another key under the same name', async () => {
  const [header, payload = '', signature] = (await signer.token({ scope: 'a' })).split('.');
  const other = Buffer.from(payload, 'base64url').toString().replace('"a"', '"b"');
  await expectUnauthenticated(
    bearer([header, Buffer.from(other).toString('base64url'), signature].join('.')),
  );
  const changed = `${signature?.startsWith('A') ? 'B' : 'A'}${signature?.slice(1)}`;
  await expectUnauthenticated(bearer([header, payload, changed].join('.')));
  await expectUnauthenticated(bearer(await (await createIssuer('RS256')).token()));
  await expectUnauthenticated(bearer(await signer.token({}, { kid: 'unknown' })));
});

test('G3: a key that the token brings with it is not trusted', async () => {
  const stranger = await createIssuer('RS256');
  const jwk = await exportJWK(stranger.publicKey);
  for (const header of [{ jwk }, { jwk, kid: 'test' }, { jku: 'http://127.0.0.1:1/jwks.json' }]) {
    await expectUnauthenticated(bearer(await stranger.token({}, header)));
  }
});

test.each<[string, Claims]>([
  ['that has expired', { exp: Math.floor(Date.now() / 1000) - 120 }],
  ['that never expires', { exp: undefined }],
  ['that expires at a word', { exp: 'never' }],
  ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 3600 }],
])('G4: a token %s is refused', async (_what, claims) => {
  await expectUnauthenticated(bearer(await signer.token(claims)));
});

test('G4: a token with a demand that is not known is refused', async () => {
  await expectUnauthenticated(bearer(await signer.token({}, { crit: ['purpose'], purpose: 'x' })));
});

test('G6: the public key is no shared secret, and no signature is none', async () => {
  const spki = Buffer.from(await exportSPKI(signer.publicKey));
  for (const secret of [
    spki,
    Buffer.from(spki.toString().trim()),
    Buffer.from(JSON.stringify(signer.jwks.keys[0])),
  ]) {
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      await expectUnauthenticated(bearer(await signToken(secret, {}, { alg, kid: 'test' })));
    }
  }
  const unsigned = new UnsecuredJWT({ iss: issuer, aud: audience, exp: 4_102_444_800 }).encode();
  await expectUnauthenticated(bearer(unsigned));
});

test('G6: a key signs with its own algorithm alone', async () => {
  const { privateKey } = await generateKeyPair('PS256');
  await expectUnauthenticated(bearer(await signToken(privateKey, {}, { alg: 'PS256', kid: 'test' })));
  const own = await crypto.subtle.importKey(
    'jwk',
    { ...(await exportJWK(signer.privateKey)), alg: 'PS256' },
    { name: 'RSA-PSS', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  await expectUnauthenticated(bearer(await signToken(own, {}, { alg: 'PS256', kid: 'test' })));
});

test.each<[string, Claims]>([
  ['another issuer', { iss: 'https://other.test' }],
  ['no issuer', { iss: undefined }],
  ['a longer issuer', { iss: `${issuer}/` }],
  ['a list with the issuer', { iss: [issuer] }],
])('G9: a token of %s is refused', async (_what, claims) => {
  await expectUnauthenticated(bearer(await signer.token(claims)));
});

test.each<[string, Claims]>([
  ['another audience', { aud: 'other' }],
  ['no audience', { aud: undefined }],
  ['no audience at all in a list', { aud: [] }],
  ['others in a list', { aud: ['other', 'hubs'] }],
])('G10: a token for %s is refused', async (_what, claims) => {
  await expectUnauthenticated(bearer(await signer.token(claims)));
});

test.each<[string, Claims]>([
  ['us in a list', { aud: [audience] }],
  ['us and somebody else', { aud: ['other', audience] }],
])('G10: a token for %s is accepted', async (_what, claims) => {
  await expectAccepted(await signer.token(claims));
});
