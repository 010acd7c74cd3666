import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTokenGate } from '../../gateway/start/files/token-trust.ts';
import { admitCaller } from '../../gateway/identity/admit-caller.ts';
import { createTokenVerifier } from '../../gateway/identity/token-verifier.ts';
import { post, startLocal, type LocalServer } from '../http/start-local.ts';
import { replaceFile } from './replace-file.ts';
import { createTestIssuer, seconds, type TestIssuer } from './token-maker.ts';

/** How long a change of a file may take to be noticed, at the most. */

let one: TestIssuer;
let other: TestIssuer;
let server: LocalServer;

beforeAll(async () => {
  one = await createTestIssuer();
  other = await createTestIssuer('https://other.test', 'two', 'EdDSA');
  server = await startLocal({ admit: admitCaller(createTokenVerifier([one.trust, other.trust])) });
});
afterAll(() => server.stop());

function send(authorization: string | undefined, to = server) {
  return post(to.graphql, { query: '{ __typename }' }, authorization === undefined ? {} : { authorization });
}

async function expectAccepted(token: string): Promise<void> {
  expect(await send(`Bearer ${token}`)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
}

async function expectRefused(token: string): Promise<void> {
  expect(await send(`Bearer ${token}`)).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
    data: undefined,
  });
  expect(server.faults).toEqual([]);
}

test('G1: without a token the caller is anonymous', async () => {
  expect(await send(undefined)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
});

test('a right token of each issuer is accepted', async () => {
  await expectAccepted(await one.token());
  await expectAccepted(await other.token());
});

test.each([undefined, 'JWT', 'jwt', 'at+jwt', 'application/at+jwt'])('type %s is accepted', async (typ) => {
  await expectAccepted(await one.token({}, { typ }));
});

test.each(['hub-context+jwt', 'dpop+jwt', 'logout+jwt', ''])(
  'a token of type "%s" is refused',
  async (typ) => {
    await expectRefused(await one.token({}, { typ }));
  },
);

describe('G2: what is no token is refused, not taken for anonymous:', () => {
  test.each([
    ['an empty header', ''],
    ['another scheme', 'Basic YTpi'],
    ['no token behind the scheme', 'Bearer '],
    ['a word', 'Bearer token'],
    ['two dots only', 'Bearer ..'],
    ['no base64', 'Bearer !!!.!!!.!!!'],
    ['base64 of no JSON', 'Bearer YWFh.YWFh.YWFh'],
    ['two tokens', 'Bearer a.b.c, Bearer a.b.c'],
  ])('%s', async (_, authorization) => {
    expect(await send(authorization)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('a truncated token', async () => {
    const token = await one.token();
    await expectRefused(token.slice(0, -10));
    await expectRefused(token.split('.').slice(0, 2).join('.'));
  });

  test('a token without signature, as it is and under alg none', async () => {
    const [, payload] = (await one.token()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await expectRefused(`${none}.${payload}.`);
  });
});

test('G3: an altered signature or payload, or another key under the same kid, is refused', async () => {
  const [header, payload, signature] = (await one.token()).split('.');
  const richer = Buffer.from(
    JSON.stringify({ iss: one.issuer, aud: one.audience, sub: 'officer-2', exp: seconds() + 60 }),
  ).toString('base64url');
  await expectRefused(`${header}.${payload}.${signature?.startsWith('A') ? 'B' : 'A'}${signature?.slice(1)}`);
  await expectRefused(`${header}.${richer}.${signature}`);
  await expectRefused(await (await createTestIssuer()).token());
});

test('G3: the key of one issuer proves nothing for another', async () => {
  await expectRefused(await other.token({ iss: one.issuer }));
});

describe('G4: times:', () => {
  test.each([
    ['exp past beyond the leeway', { exp: seconds() - 30 }],
    ['exp missing', { exp: undefined }],
    ['exp no number', { exp: '9999999999' }],
    ['nbf ahead beyond the leeway', { nbf: seconds() + 60 }],
  ])('%s is refused', async (_, claims) => {
    await expectRefused(await one.token(claims));
  });

  test('clocks may differ by a moment', async () => {
    await expectAccepted(await one.token({ exp: seconds() - 1, nbf: seconds() + 2 }));
  });
});

describe('G6: algorithms are pinned:', () => {
  test('HS256 keyed with the text of the public key is refused', async () => {
    const text = await exportSPKI(
      (await importJWK(one.publicKey, 'ES256', { extractable: true })) as CryptoKey,
    );
    for (const secret of [text, text.trim(), JSON.stringify(one.publicKey)]) {
      const [header, payload] = [
        { alg: 'HS256', kid: 'one' },
        { iss: one.issuer, aud: one.audience, sub: 'x', exp: seconds() + 60 },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const mac = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
      await expectRefused(`${header}.${payload}.${mac}`);
    }
  });

  test('an issuer pinned to one algorithm is not believed under another', async () => {
    const pinned = await startLocal({
      admit: admitCaller(createTokenVerifier({ ...one.trust, algorithms: ['EdDSA'] })),
    });
    expect(await send(`Bearer ${await one.token()}`, pinned)).toMatchObject({ status: 401 });
    await pinned.stop();
  });
});

test('an extension that must be understood and is not makes the token refused', async () => {
  await expectRefused(await critical());
});

/** Signed by hand: the library refuses to write what it would refuse to read. */
async function critical(): Promise<string> {
  const header = { alg: 'ES256', kid: 'one', crit: ['https://made.up'], 'https://made.up': 1 };
  const claims = { iss: one.issuer, aud: one.audience, sub: 'officer-1', exp: seconds() + 60 };
  const [head, body] = [header, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, one.privateKey, Buffer.from(`${head}.${body}`));
  return `${head}.${body}.${Buffer.from(signature).toString('base64url')}`;
}

describe('G9: the issuer', () => {
  test.each([
    ['wrong', { iss: 'https://evil.test' }],
    ['missing', { iss: undefined }],
    ['no text', { iss: 7 }],
    ['nearly right', { iss: 'https://issuer.test/' }],
  ])('%s is 401, not 500', async (_, claims) => {
    await expectRefused(await one.token(claims));
  });
});

describe('G10: the audience', () => {
  test.each([
    ['wrong', { aud: 'elsewhere' }],
    ['missing', { aud: undefined }],
    ['a list without ours', { aud: ['elsewhere', 'hubs'] }],
    ['an empty list', { aud: [] }],
  ])('%s is refused', async (_, claims) => {
    await expectRefused(await one.token(claims));
  });

  test.each([
    ['a list of ours', { aud: ['hub'] }],
    ['a list with ours and a foreign one', { aud: ['elsewhere', 'hub'] }],
  ])('%s is accepted', async (_, claims) => {
    await expectAccepted(await one.token(claims));
  });
});

test.each(['jti', 'sub', 'client'])('G14: a token is refused once its %s is revoked', async (kind) => {
  const folder = await mkdtemp(join(tmpdir(), 'revoked-'));
  const [jwks, revocations] = [join(folder, 'jwks.json'), join(folder, 'revoked.yaml')];
  await writeFile(jwks, JSON.stringify({ keys: [one.publicKey] }));
  await writeFile(revocations, '# nothing yet\n');
  const told: string[] = [];
  const options = { jwks, issuer: one.issuer, audience: one.audience, issuers: undefined, revocations };
  const gate = await openTokenGate(options, false, (line) => told.push(line));
  const local = await startLocal(gate ? { admit: admitCaller(gate.verify) } : {});
  const ids = { jti: 'token-7', sub: 'officer-7', client: 'system-7' };
  const token = await one.token({ jti: ids.jti, sub: ids.sub, client_id: ids.client });
  expect(await send(`Bearer ${token}`, local)).toMatchObject({ status: 200 });
  await replaceFile(revocations, `- ${kind}: ${ids[kind as keyof typeof ids]}\n  reason: lost\n`);
  await expect.poll(() => told).toEqual([`Reloaded: ${revocations}`]);
  expect(await send(`Bearer ${token}`, local)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  await replaceFile(revocations, '- reason: a mistake\n');
  await expect.poll(() => told).toHaveLength(2);
  expect(told[1]).toMatch(/entry 1: it must have one of .*stays in force\.$/);
  expect(await send(`Bearer ${token}`, local)).toMatchObject({ status: 401 });
  await local.stop();
  gate?.close();
  await rm(folder, { recursive: true });
});
