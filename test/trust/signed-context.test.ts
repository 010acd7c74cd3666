import fc from 'fast-check';
import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Asker } from '../../gateway/trust/asker.ts';
import { hubContextHeader, hubContextType } from '../../schema/hub-context.ts';
import { sha256 } from '../../schema/sha256.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { citizen } from '../subgraphs/population/records.ts';
import { servePopulation } from './serve-population.ts';
import { createGatewayKey, issuer, send, type ForgedClaims, type HttpAnswer } from './signed-subgraph.ts';

const { key, store, subgraph } = await servePopulation();
await (await store.collection(citizens)).insertMany([citizen('someone'), citizen('other')]);

const entities = (id: string) =>
  JSON.stringify({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { id fullName } } }',
    variables: { r: [{ __typename: 'Citizen', id }] },
  });
const body = entities('someone');
// A context proves the gateway; of a caller about whom it says nothing, what is public is answered.
const found = { _entities: [{ id: 'someone', fullName: null }] };

const signed = async (subgraphName = 'population', signer = key) => {
  const headers = signer.sign({ subgraph: subgraphName, body, asker: new Asker('request-1') });
  return headers[hubContextHeader] ?? '';
};

/** Refused, and nothing but the refusal in the answer. */
function expectRefusal({ status, text, errors }: HttpAnswer): void {
  expect(status).toBe(401);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.code).toBe('UNAUTHENTICATED');
  expect(text).not.toMatch(/data|Nguyễn|someone|type /);
}

describe('a subgraph answers nothing without a context', () => {
  test.each([
    ['entities', body],
    ['its schema', JSON.stringify({ query: '{ _service { sdl } }' })],
    ['introspection', JSON.stringify({ query: '{ __schema { types { name } } }' })],
    ['a type name', JSON.stringify({ query: '{ __typename }' })],
    ['a faulty operation', JSON.stringify({ query: '{' })],
    ['what is not JSON', 'no JSON'],
    ['nothing at all', ''],
  ])('asked for %s', async (_what, asked) => {
    expectRefusal(await send(subgraph.url, asked));
  });
});

test('accepts a right context once, and refuses it when it is replayed', async () => {
  const context = await signed();
  const first = await send(subgraph.url, body, context);
  expect(first).toMatchObject({ status: 200, data: found });
  expectRefusal(await send(subgraph.url, body, context));
});

test('accepts one of many at the same time', async () => {
  const context = await signed();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(subgraph.url, body, context)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    200,
    ...Array.from({ length: 7 }, () => 401),
  ]);
});

test('what a test forges with nothing wrong is accepted', async () => {
  expect(await send(subgraph.url, body, await key.forge(body))).toMatchObject({ status: 200, data: found });
});

describe('a subgraph refuses a context', () => {
  test.each<[string, ForgedClaims]>([
    ['for another subgraph', { aud: 'justice' }],
    ['for two subgraphs', { aud: ['population', 'justice'] }],
    ['for nobody', { aud: undefined }],
    ['of another gateway', { iss: 'other-gateway' }],
    ['that has expired', { iat: -20, exp: -6 }],
    ['that lives too long', { exp: 31 }],
    ['that is dated into the future', { iat: 60, exp: 80 }],
    ['that is not valid yet', { nbf: 4_102_444_800 }],
    ['without an id', { jti: undefined }],
    ['without a digest of the body', { bodyDigest: undefined }],
    ['without a request id', { requestId: undefined }],
    ['over another body', { bodyDigest: sha256(entities('other')) }],
    ['over the empty body', { bodyDigest: sha256('') }],
  ])('%s', async (_which, claims) => {
    expectRefusal(await send(subgraph.url, body, await key.forge(body, claims)));
  });

  test('that an honest gateway signed for another subgraph', async () => {
    expectRefusal(await send(subgraph.url, body, await signed('justice')));
  });

  test.each([
    ['of another type', { typ: 'JWT' }],
    ['without a type', { typ: undefined }],
    ['with a key that is not known', { kid: 'key-2' }],
    ['with a demand that it does not know', { crit: ['hub'], hub: 'more' }],
  ])('%s', async (_which, header) => {
    expectRefusal(await send(subgraph.url, body, await key.forge(body, {}, header)));
  });

  test('signed by a key of the same name that is not trusted', async () => {
    const stranger = await createGatewayKey();
    expectRefusal(await send(subgraph.url, body, await signed('population', stranger)));
  });

  test('that is not signed, or with the public key as a shared secret', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: 'population',
      jti: randomUUID(),
      iat: now,
      exp: now + 20,
      requestId: 'request-1',
      bodyDigest: sha256(body),
    };
    expectRefusal(await send(subgraph.url, body, new UnsecuredJWT(claims).encode()));
    const secret = Buffer.from(await exportSPKI(key.publicKey));
    const context = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: hubContextType, kid: 'key-1' })
      .sign(secret);
    expectRefusal(await send(subgraph.url, body, context));
  });

  test.each(['', 'x', 'a.b.c', 'null'])('that is none: "%s"', async (context) => {
    expectRefusal(await send(subgraph.url, body, context));
  });
});

test('a subgraph does nothing where it must decide by a classification that it has not', async () => {
  const { access } = await send(subgraph.url, body, await signed());
  const own = access?.classification;
  for (const [classifications, status] of [
    [[own], 200],
    [['another', own], 200],
    [['another'], 412],
    [[], 412],
  ] as const) {
    const answer = await send(subgraph.url, body, await key.forge(body, { classifications }));
    expect([answer.status, answer.data]).toEqual([status, status === 200 ? found : undefined]);
  }
});

describe('a subgraph refuses a body that was changed after signing', () => {
  const parsed = JSON.parse(body) as { query: string; variables: { r: object[] } };
  test.each([
    ['an extra field', { ...parsed, query: parsed.query.replace('fullName', 'fullName personalNumber') }],
    ['another representation', { ...parsed, variables: { r: [{ __typename: 'Citizen', id: 'other' }] } }],
    [
      'one representation more',
      { ...parsed, variables: { r: [...parsed.variables.r, ...parsed.variables.r] } },
    ],
    ['another operation name', { ...parsed, operationName: 'Other' }],
    ['extensions', { ...parsed, extensions: {} }],
  ])('%s', async (_what, changed) => {
    expectRefusal(await send(subgraph.url, JSON.stringify(changed), await signed()));
  });

  test('any one byte, changed, added or taken away', async () => {
    const context = await signed();
    const right = Buffer.from(body);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: right.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('changed', 'added', 'taken away'),
        async (place, change, how) => {
          const rest = right.subarray(how === 'added' ? place : place + 1);
          const byte = how === 'taken away' ? [] : [(right[place] ?? 0) ^ change];
          expectRefusal(
            await send(
              subgraph.url,
              Buffer.concat([right.subarray(0, place), Buffer.from(byte), rest]),
              context,
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
    // The context was right all along: with its own body it is accepted.
    expect(await send(subgraph.url, body, context)).toMatchObject({ status: 200, data: found });
  });
});

describe('behind a right context a subgraph', () => {
  test('gives its schema for composition, but no introspection', async () => {
    expect((await subgraph.ask('{ _service { sdl } }')).text).toContain('type Citizen');
    const introspection = await subgraph.ask('{ __schema { types { name } } }');
    expect(introspection).toMatchObject({ status: 400, data: undefined });
  });

  test.each([
    ['what is not JSON', 'no JSON'],
    ['an empty body', ''],
    ['a batch', `[${body}]`],
  ])('refuses %s as the fault of the caller', async (_what, asked) => {
    const { status, data } = await send(subgraph.url, asked, await key.forge(asked));
    expect({ status, data }).toEqual({ status: 400, data: undefined });
  });

  test('refuses what is not sent as JSON, and other methods', async () => {
    const plain = await fetch(subgraph.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', [hubContextHeader]: await signed() },
      body,
    });
    expect(plain.status).toBe(415);
    const bodiless = await fetch(subgraph.url, {
      method: 'POST',
      headers: { [hubContextHeader]: await key.forge('') },
    });
    expect(bodiless.status).toBe(400);
    const get = await fetch(`${subgraph.url}?query={__typename}`, {
      headers: { [hubContextHeader]: await key.forge('') },
    });
    expect(get.status).toBe(404);
  });
});
