import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { graphqlTarget } from '../../schema/call-target.ts';
import { hubContextType } from '../../schema/hub-context.ts';
import { deriveSessionKey, hubSessionForm, readSessionKey, sessionHeader } from '../../schema/hub-session.ts';
import { sha256 } from '../../schema/sha256.ts';
import { createContextSessions } from '../../subgraphs/kit/trust/context-sessions.ts';
import { createContextVerifier } from '../../subgraphs/kit/trust/context-verifier.ts';
import { asked, code, forge, nextNumber, openSession } from './open-session.ts';
import { servePopulation } from './serve-population.ts';
import { issuer, send, type ForgedClaims } from './signed-subgraph.ts';

const { key, subgraph } = await servePopulation();

const open = () => openSession(subgraph.url, key);

const statusOf = async (context: string, sent = asked) => (await send(subgraph.url, sent, context)).status;

const askerOf = (call: string) => call.split('.')[1] ?? '';

describe('a call of a session', () => {
  test('is accepted once, though the same is told of who asks, and in whatever order calls arrive', async () => {
    const session = await open();
    const [first, second, third] = [forge(session), forge(session), forge(session)];
    expect(new Set([first, second, third].map(askerOf)).size).toBe(1);
    for (const call of [third, first, second]) expect(await statusOf(call)).toBe(200);
    for (const call of [first, second, third]) expect(await statusOf(call)).toBe(401);
  });

  test('is accepted one time of many at the same time', async () => {
    const call = forge(await open());
    const all = await Promise.all(Array.from({ length: 8 }, () => statusOf(call)));
    expect(all.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  });

  test.each<[string, ForgedClaims]>([
    ['that has expired', { iat: -20, exp: -6 }],
    ['that lives too long', { exp: 31 }],
    ['that was written too long ago', { iat: -36, exp: -6 + 11 }],
    ['that is dated into the future', { iat: 60, exp: 80 }],
    ['without a request id', { requestId: undefined }],
  ])('%s is refused', async (_which, claims) => {
    expect(await statusOf(forge(await open(), claims))).toBe(401);
  });

  test('over another body is refused, and by each byte of it', async () => {
    const session = await open();
    const call = forge(session);
    for (const sent of ['', '{}', `${asked} `, asked.slice(0, -1), asked.replace('_', '-')]) {
      expect(await statusOf(call, sent)).toBe(401);
    }
    expect(await statusOf(call)).toBe(200);
  });

  test('that takes its asker, its number or its code from another one is refused', async () => {
    const session = await open();
    const [mine, other] = [forge(session), forge(session, { requestId: 'other' })];
    const [header = '', asker = '', number = '', proof = ''] = mine.split('.');
    const [, otherAsker = '', otherNumber = '', otherProof = ''] = other.split('.');
    for (const swapped of [
      [header, otherAsker, number, proof],
      [header, asker, otherNumber, proof],
      [header, asker, number, otherProof],
      [header, otherAsker, otherNumber, proof],
      [header, asker, otherNumber, otherProof],
    ]) {
      expect(await statusOf(swapped.join('.'))).toBe(401);
    }
    expect([await statusOf(mine), await statusOf(other)]).toEqual([200, 200]);
  });

  test('with any part cut short, left out or made longer is refused', async () => {
    const session = await open();
    const right = forge(session);
    const [header = '', asker = '', number = '', proof = ''] = right.split('.');
    for (const parts of [
      [header, asker, number],
      [header, asker, proof],
      [header, asker, number, ''],
      [header, asker, number, proof.slice(0, -1)],
      [header, asker, number, `${proof}A`],
      [header, asker, number, `${proof}=`],
      [header, asker, number, `${proof.slice(0, -1)}\u00e9`],
      [header, asker, number, proof, proof],
      [header, asker, `${number}0`, proof],
      [header, asker, `0${number}`, proof],
      [header, '', number, proof],
      [header, asker.slice(0, -1), number, proof],
      [header, `${asker}A`, number, proof],
      [header.slice(0, -1), asker, number, proof],
    ]) {
      expect(await statusOf(parts.join('.'))).toBe(401);
    }
    expect(await statusOf(right)).toBe(200);
  });

  test.each([
    ['no number', { number: '' }],
    ['a number with a sign', { number: '-1' }],
    ['a number that begins with zero', { number: '01' }],
    ['a number that is far too long', { number: '9'.repeat(17) }],
  ])('that its own gateway gave %s is refused', async (_what, parts) => {
    expect(await statusOf(forge(await open(), {}, parts))).toBe(401);
  });

  test.each(['', '{', '[]', '1', 'null'])('that tells "%s" of who asks is refused', async (asker) => {
    const session = await open();
    const told = `${session.header}.${Buffer.from(asker).toString('base64url')}.1`;
    expect(await statusOf(code(session, told))).toBe(401);
  });

  test('under the name of another session, or of none, is refused', async () => {
    const [one, other] = [await open(), await open()];
    expect(await statusOf(forge(one, {}, { header: other.header }))).toBe(401);
    expect(await statusOf(forge(one, {}, { header: sessionHeader('none', 'population') }))).toBe(401);
  });

  test('is none for another subgraph, even where that knew the session', async () => {
    const sessions = createContextSessions();
    const verifierOf = (audience: string) =>
      createContextVerifier({ keys: createLocalJWKSet(key.jwks), issuers: [issuer], audience, sessions });
    const { privateKey, publicKey } = generateKeyPairSync('x25519');
    const { id, publicKey: theirs } = sessions.open(
      { iss: issuer, aud: 'population' },
      { form: hubSessionForm, publicKey: publicKey.export({ format: 'jwk' }).x },
    );
    const header = sessionHeader(id, 'population');
    const session = { header, key: deriveSessionKey(privateKey, readSessionKey(theirs), header) };
    const refused = verifierOf('justice')(forge(session), Buffer.from(asked), graphqlTarget);
    await expect(refused).rejects.toThrow('not one of its session');
    const call = await verifierOf('population')(forge(session), Buffer.from(asked), graphqlTarget);
    expect(call).toEqual({ iss: issuer, aud: 'population', requestId: 'r' });
  });

  test('is refused once what was read of who asks is too old, though it was read before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const session = await open();
      const early = forge(session);
      expect(await statusOf(early)).toBe(200);
      const late = code(session, `${session.header}.${askerOf(early)}.${nextNumber()}`);
      const later = code(session, `${session.header}.${askerOf(early)}.${nextNumber()}`);
      vi.advanceTimersByTime(20_000);
      expect(await statusOf(late)).toBe(200);
      vi.advanceTimersByTime(6_000);
      expect(await statusOf(later)).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test('in the older form, a JWS under the key of the session, is refused', async () => {
    const session = await open();
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: issuer, aud: 'population', jti: 'j', requestId: 'r', bodyDigest: sha256(asked) };
    const payload = Buffer.from(JSON.stringify({ ...claims, iat: now, exp: now + 20 })).toString('base64url');
    const jws = Buffer.from(JSON.stringify({ alg: 'HS256', typ: hubContextType, kid: 'k' })).toString(
      'base64url',
    );
    for (const header of [session.header, jws]) {
      const told = `${header}.${payload}`;
      const proof = createHmac('sha256', session.key).update(told).digest('base64url');
      expect(await statusOf(`${told}.${proof}`)).toBe(401);
    }
  });
});
