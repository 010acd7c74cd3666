import { GraphQLSchema } from 'graphql';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mergeFetched } from '../../gateway/federation/fetching/merge-fetched.ts';
import { baseGraph } from './base-graph.ts';
import { guard, startGuardedGraph, subgraph, type GuardedGraph } from './guarded-graph.ts';
import { denied, expectDenied, expectRefused, expectUnsent, post } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

test('B1: an error stands at the name that the client gave', async () => {
  const answer = await graph.ask(undefined, '{ x: me { id } ping }');
  expectDenied(graph, answer, { data: { x: null, ping: 'pong' }, at: ['x'], unsent: ['me', 'x'] });
});

test('B2: every selection of a denied field is told, its neighbours are answered', async () => {
  const answer = await graph.ask('', '{ citizen(id: 1) { a: nationalId b: nationalId c: fullName } }');
  expectDenied(graph, answer, {
    data: { citizen: { a: null, b: null, c: 'An Public' } },
    at: ['citizen.a', 'citizen.b'],
    unsent: ['nationalId'],
  });
});

test.each([
  '{ citizen(id: 1) { nationalId nationalId ...F } } fragment F on Citizen { nationalId fullName }',
  '{ citizen(id: 1) { nationalId } citizen(id: 1) { fullName ... on Citizen { nationalId } } }',
])('B2: fields that the client merges into one are one selection: %s', async (query) => {
  const answer = await graph.ask('', query);
  expectDenied(graph, answer, {
    data: { citizen: { nationalId: null, fullName: 'An Public' } },
    at: ['citizen.nationalId'],
    unsent: ['nationalId'],
  });
});

const media = [
  subgraph(
    'one',
    `type Query { media: [Media] } union Media = Book | Movie
     type Book @requiresScopes(scopes: [["a", "b"]]) { title: String isbn: String! }
     type Movie @requiresScopes(scopes: [["c", "d"]]) { title: String year: Int! }`,
    {
      Query: {
        media: () => [
          { __typename: 'Book', title: 'Book title', isbn: 'Book isbn' },
          { __typename: 'Movie', title: 'SECRET', year: 4711 },
        ],
      },
    },
  ),
];

test.each([
  '{ media { ... on Book { title } ... on Movie { title } } }',
  '{ media { ... on Movie { title } ... on Book { title } } }',
  '{ media { ...B ...M } } fragment B on Book { title } fragment M on Media { ... on Movie { title } }',
])('B4: members of a union are judged each for itself: %s', async (query) => {
  const shared = await guard(media);
  const answer = await shared.ask('a b', query);
  expectDenied(shared, answer, {
    data: { media: [{ title: 'Book title' }, { title: null }] },
    at: ['media.title'],
    unsent: ['Movie'],
  });
});

test('B4: a denied field that may not be null takes the objects of its own member alone', async () => {
  const shared = await guard(media);
  const answer = await shared.ask('a b', '{ media { ... on Book { isbn } ... on Movie { year } } }');
  expectDenied(shared, answer, {
    data: { media: [{ isbn: 'Book isbn' }, null] },
    at: ['media.year'],
    unsent: ['Movie', 'year'],
  });
});

test.each([
  '{ citizen(id: 1) { ...F } me { ...F } } fragment F on Citizen { fullName }',
  '{ me { ...F } citizen(id: 1) { ...G ...F } } fragment F on Citizen { fullName ...G } fragment G on Citizen { fullName }',
])('B5: a fragment is judged where it is spread, and leaves with its last use: %s', async (query) => {
  const answer = await graph.ask(undefined, query);
  expectDenied(graph, answer, {
    data: { citizen: { fullName: 'An Public' }, me: null },
    at: ['me'],
    unsent: ['me', 'fragment'],
  });
});

test('B6: a variable that only a denied field uses goes with it', async () => {
  const query =
    'query($i: Boolean!, $id: ID!) { ping me { fullName @include(if: $i) } citizen(id: $id) { nationalId } }';
  const answer = await graph.ask(undefined, query, { i: true, id: '1' });
  expectDenied(graph, answer, {
    data: { ping: 'pong', me: null, citizen: null },
    at: ['me', 'citizen.nationalId'],
    unsent: ['id', 'i', 'citizen'],
  });
  expect(graph.sent()).not.toContain('$');
});

test('B10: the name of a guarded type is guarded like it', async () => {
  const answer = await graph.ask(
    undefined,
    '{ me { __typename } citizen(id: 1) { t: fullName address { kind: __typename } } }',
  );
  expectDenied(graph, answer, {
    data: { me: null, citizen: { t: 'An Public', address: null } },
    at: ['me', 'citizen.address'],
    unsent: ['me', 'address'],
  });
});

test('B11: the name of a type that nobody guards is answered', async () => {
  const { data, errors } = await graph.ask(undefined, '{ citizen(id: 1) { __typename } __typename }');
  expect([data, errors]).toEqual([{ citizen: { __typename: 'Citizen' }, __typename: 'Query' }, []]);
});

test.each([
  '{ citizen(id: 1) { __typename: nationalId } }',
  '{ citizen(id: 1) { __x: fullName } }',
  '{ ...F } fragment F on Query { citizen(id: 1) { ... { __typename: id } } }',
  '{ __schema: ping }',
])('B12: an alias that starts with two underscores is refused, nothing is planned: %s', async (query) => {
  expectRefused(graph, await graph.ask('pop:nid', query), 400, 'GRAPHQL_VALIDATION_FAILED');
});

test.each(['__proto__', '__defineGetter__'])('B17: an alias %s is refused', async (alias) => {
  for (const query of [`{ ${alias}: ping }`, `{ citizen(id: 1) { ${alias}: fullName } }`]) {
    expectRefused(graph, await graph.ask('', query), 400, 'GRAPHQL_VALIDATION_FAILED');
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect((await graph.ask('', '{ ping }')).data).toEqual({ ping: 'pong' });
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'])(
  'B17: an alias %s is plain data, and changes no object',
  async (alias) => {
    const { data, errors } = await graph.ask('', `{ ${alias}: citizen(id: 1) { ${alias}: fullName } }`);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toBe(`{"${alias}":{"${alias}":"An Public"}}`);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  },
);

test('B17: a variable called __proto__ changes no object either', async () => {
  const query = 'query($__proto__: ID!) { citizen(id: $__proto__) { fullName } }';
  const answer = await post(
    graph.url,
    `{"query":${JSON.stringify(query)},"variables":{"__proto__":{"x":1}}}`,
  );
  expect(answer.status).toBeLessThan(500);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('B17: what a subgraph answers under such names reaches no prototype', async () => {
  const hostile = await guard([
    {
      ...subgraph('one', 'type Query { a: A } type A { b: String }', { Query: { a: () => ({ b: 'b' }) } }),
      tamper: () => ({ body: '{"data":{"a":{"b":"b","__proto__":{"x":1}},"__proto__":{"x":1}}}' }),
    },
  ]);
  expect((await hostile.ask(undefined, '{ a { b } }')).data).toEqual({ a: { b: 'b' } });
  const target = { a: { b: 'b' } };
  mergeFetched(new GraphQLSchema({}), target, JSON.parse('{"a":{"__proto__":{"x":1}},"__proto__":{"x":1}}'));
  for (const object of [target, target.a]) expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('B19: 500 aliases are refused before anything is judged', async () => {
  const aliases = (count: number) => Array.from({ length: count }, (_, n) => `a${n}: citizens { fullName }`);
  expectRefused(graph, await graph.ask('', `{ ${aliases(500).join(' ')} }`), 400, 'OPERATION_TOO_COMPLEX');
  const spread = `{ ${'...F '.repeat(1)} me { ...G } citizen(id: 1) { ...G } }
    fragment F on Query { ${aliases(120).join(' ')} }
    fragment G on Citizen { ${Array.from({ length: 60 }, (_, n) => `b${n}: fullName`).join(' ')} }`;
  expectRefused(graph, await graph.ask('', spread), 400, 'OPERATION_TOO_COMPLEX');
  expect((await graph.ask('', `{ ${aliases(50).join(' ')} }`)).errors).toEqual([]);
});

const bomb = Array.from(
  { length: 20 },
  (_, n) => `fragment f${n} on Citizen { a: spouse { ...f${n + 1} } b: spouse { ...f${n + 1} } }`,
).join(' ');
const bareBomb = bomb.replaceAll('a: spouse', 'spouse').replaceAll('b: spouse', 'children');
const flat = Array.from(
  { length: 20 },
  (_, n) => `fragment f${n} on Citizen { ...f${n + 1} ...f${n + 1} }`,
).join(' ');

test.each([
  [
    'a cycle of fragments',
    '{ me { ...A } } fragment A on Citizen { ...B } fragment B on Citizen { spouse { ...A } }',
  ],
  ['200 levels', `{ me { ${'spouse { '.repeat(200)} id ${'} '.repeat(200)} } }`],
  ['a bomb of fragments', `{ me { ...f0 } } ${bomb} fragment f20 on Citizen { id }`],
  ['a bomb without aliases', `{ me { ...f0 } } ${bareBomb} fragment f20 on Citizen { id }`],
])('B20: %s is refused at little cost', async (_what, query) => {
  await graph.ask('', query);
  const before = process.cpuUsage();
  const answer = await graph.ask('', query);
  const { user, system } = process.cpuUsage(before);
  expect([answer.status, answer.data]).toEqual([400, undefined]);
  expect(graph.sent()).toBe('');
  // The issue allows 50 ms for the gateway; the client of this test runs in the same process.
  expect((user + system) / 1000).toBeLessThan(100);
});

test('B20: fragments that only repeat each other cost nothing and say nothing new', async () => {
  const { data } = await graph.ask('', `{ me { ...f0 } } ${flat} fragment f20 on Citizen { id }`);
  expect(data).toEqual({ me: { id: '1' } });
});

test('B22: a request that does not say which of two operations to run is refused', async () => {
  const answer = await graph.ask('', 'query A { ping } query B { ping }');
  expectRefused(graph, answer, 400, 'OPERATION_RESOLUTION_FAILURE');
});

test('B22: of one text each operation is judged for itself', async () => {
  const query = 'query A { ping } query B { me { id } }';
  for (const [operationName, data, paths] of [
    ['A', { ping: 'pong' }, []],
    ['B', { me: null }, ['me']],
    ['A', { ping: 'pong' }, []],
  ] as const) {
    const named = await post(graph.url, { query, operationName });
    expect([named.data, denied(named), named.errors.length]).toEqual([data, paths, paths.length]);
  }
  expectUnsent(graph, ['me']);
});
