import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { isErrorCode } from '../../schema/error-codes.ts';
import { ask, startLocal, type LocalServer } from './start-local.ts';
import { tinySupergraph } from './tiny-supergraph.ts';

let server: LocalServer;
beforeAll(async () => {
  const supergraphSdl = tinySupergraph(`
    type Query { a: String b(x: [Int!], n: In, k: Kind): Query! list: [Node] }
    type Mutation { raise(by: Int! = 1): Int }
    interface Node { id: ID! }
    type One implements Node @key(fields: "id") { id: ID! one: Float }
    type Two implements Node { id: ID! two: Boolean other: One }
    input In { n: In s: String! = "s" }
    enum Kind { BIRTH DEATH }`);
  server = await startLocal({ gateway: createFederation({ supergraphSdl }) });
});
afterAll(() => server.stop());

const words =
  String.raw`{ } ( ) [ ] : ! = ... $ @ | & " """ # \ query mutation subscription fragment F on Query
...F __typename __schema a b list id raise x: n: k: 1 -0 1.5e9 null true BIRTH "s" $v $v:Int @include(if:$v)
@skip(if:true) @defer {a} {id} (x:[1]) (n:{n:null})`.split(/\s/);

const fields = [
  'a',
  'b { a }',
  'list { id }',
  '...F',
  'b(x: $v) { a }',
  'list { ... on One { one } }',
  'c: a',
];
const query = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((tokens) => tokens.join(' ')),
  fc
    .array(fc.constantFrom(...fields), { minLength: 1, maxLength: 6 })
    .map(
      (chosen) => `query ($v: [Int!]) { ${chosen.join(' ')} } fragment F on Query { a b(k: BIRTH) { a } }`,
    ),
  fc.string(),
);
const parameters = fc.record(
  {
    query: fc.oneof({ weight: 8, arbitrary: query }, fc.jsonValue()),
    variables: fc.oneof(
      fc.dictionary(fc.constantFrom('v', '__proto__', 'x'), fc.jsonValue()),
      fc.jsonValue(),
    ),
    operationName: fc.oneof(fc.constantFrom('F', '', '__proto__'), fc.jsonValue()),
    extensions: fc.oneof(fc.record({ persistedQuery: fc.jsonValue() }), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 8, arbitrary: parameters.map((value) => Buffer.from(JSON.stringify(value))) },
  { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
);
const headers = fc.record(
  {
    accept: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom('application/json', 'application/graphql-response+json', '*/*'),
      },
      { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{0,20}$/) },
    ),
    'accept-language': fc.constantFrom('vi', 'en', ',;q'),
    'x-request-id': fc.stringMatching(/^[!-~]*$/),
  },
  { requiredKeys: [] },
);

const runs = { numRuns: 400 };

/** What is wrong with an answer: nothing a client sends may bring out a fault, or a code that we do not know. */
function complaints({ status, errors }: Awaited<ReturnType<typeof ask>>): readonly unknown[] {
  const codes = errors.map(({ extensions }) => extensions?.['code']).filter((code) => !isErrorCode(code));
  return [...codes, ...server.faults, ...(status === 500 ? ['status 500'] : [])];
}

test('no POST makes the gateway fail', async () => {
  const types = fc.constantFrom('application/json', 'a/b');
  const property = fc.asyncProperty(body, headers, types, async (bytes, given, type) => {
    const init = { method: 'POST', headers: { ...given, 'content-type': type }, body: bytes };
    expect(complaints(await ask(server.graphql, init))).toEqual([]);
  });
  await expect(fc.assert(property, runs)).resolves.toBeUndefined();
});

test('no GET makes the gateway fail', async () => {
  const search = fc.oneof(
    parameters.map((given) =>
      Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
    fc.array(fc.tuple(fc.constantFrom('query', 'variables', '%', '&'), fc.stringMatching(/^[!-~]{0,40}$/))),
  );
  const property = fc.asyncProperty(search, headers, async (pairs, given) => {
    const url = `${server.graphql}?${new URLSearchParams(pairs.map(([name = '', value = '']) => [name, value]))}`;
    expect(complaints(await ask(url, { headers: given }))).toEqual([]);
  });
  await expect(fc.assert(property, runs)).resolves.toBeUndefined();
});
