import { describe, expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { baseGraph } from './base-graph.ts';
import { guard, subgraph, type GraphOptions } from './guarded-graph.ts';
import { expectDenied } from './wire.ts';

const base = (options: GraphOptions = {}) => guard(baseGraph, options);

const guardedMembers = [
  subgraph(
    'one',
    `type Query { itf: Itf } interface Itf { id: ID! other: String }
     type A implements Itf @requiresScopes(scopes: [["read"]]) { id: ID! other: String }
     type B implements Itf @requiresScopes(scopes: [["read"]]) { id: ID! other: String }`,
    { Query: { itf: () => ({ __typename: 'A', id: 'SECRET', other: 'SECRET' }) } },
  ),
];
/** As an older composition wrote it: the implementations alone are guarded. */
const bareInterface = (sdl: string) => sdl.replace(/(interface Itf[^{]*?)\s*@requiresScopes\([^)]*\)/, '$1');

describe.each<[string, GraphOptions]>([
  ['as composed', {}],
  ['with a bare interface', { edit: bareInterface }],
])('%s', (_how, options) => {
  test.each([
    '{ itf { id } }',
    '{ itf { __typename } }',
    '{ itf { ... on A { id } } }',
    '{ itf { ...F } } fragment F on Itf { x: other }',
  ])('E1: an interface of which every implementation is guarded is guarded: %s', async (query) => {
    const graph = await guard(guardedMembers, options);
    for (const scopes of [undefined, '', 'write']) {
      const answer = await graph.ask(scopes, query);
      expect([answer.data, answer.errors.length, graph.sent()]).toEqual([{ itf: null }, 1, '']);
      expect(answer.text).not.toContain('SECRET');
    }
    expect((await graph.ask('read', query)).errors).toEqual([]);
    expect(graph.calls('one')).toBe(1);
  });
});

test.each([
  '{ events { ... on PublicEvent { label } } }',
  '{ events { label } }',
  '{ ping events { ... on SealedEvent { secret } ... on PublicEvent { id } } }',
])('E3: one guarded implementation guards the interface: %s', async (query) => {
  const graph = await base();
  expectDenied(graph, await graph.ask('', query), { data: null, at: ['events'], unsent: ['events'] });
  expect((await graph.ask('', '{ publicEvents { label } }')).data).toEqual({
    publicEvents: [{ label: 'open' }],
  });
});

test('E5: the type name of a guarded interface is guarded', async () => {
  const graph = await base();
  const answer = await graph.ask('', '{ events { __typename } }');
  expectDenied(graph, answer, { data: null, at: ['events'], unsent: ['events'] });
  expect((await graph.ask('sealed', '{ events { __typename } }')).data).toEqual({
    events: [{ __typename: 'PublicEvent' }, { __typename: 'SealedEvent' }],
  });
});

test.each([
  '{ party { ... on Citizen { fullName } ... on Organisation { name } } }',
  '{ party { ...P } } fragment P on Party { ...O ... on Citizen { fullName } } fragment O on Organisation { name }',
])('E6: of a union the allowed branch is kept: %s', async (query) => {
  const graph = await base();
  expectDenied(graph, await graph.ask(undefined, query), {
    data: { party: { fullName: 'An Public' } },
    at: ['party.name'],
    unsent: ['Organisation'],
  });
});

test.each(['__typename', 'kind: __typename', '... on Party { __typename }'])(
  'E7: the bare type name of a union with a guarded member is data: %s',
  async (selection) => {
    const graph = await base();
    const answer = await graph.ask(undefined, `{ party { ${selection} } }`);
    const at = selection.startsWith('kind') ? 'party.kind' : 'party.__typename';
    expectDenied(graph, answer, { data: { party: null }, at: [at], unsent: ['party'] });
    expect((await graph.ask('', `{ party { ${selection} } }`)).errors).toEqual([]);
  },
);

test.each([
  '{ parties { __typename ... on Citizen { fullName } ... on Organisation { name } } }',
  '{ parties { __typename } parties { ... on Citizen { fullName } } parties { ... on Organisation { name } } }',
  '{ parties { __typename ... on Citizen { fullName __typename } ... on Organisation { __typename name } } }',
])('E7: beside what is seen of a member its name is told, the denied member is null: %s', async (query) => {
  const graph = await base();
  expectDenied(graph, await graph.ask(undefined, query), {
    data: { parties: [{ __typename: 'Citizen', fullName: 'An Public' }, null] },
    at: ['parties.__typename', 'parties.name'],
    unsent: ['Organisation'],
  });
});

test('E7: beside nothing but denied members it is denied as if it were alone', async () => {
  const graph = await base();
  const answer = await graph.ask(undefined, '{ party { __typename ... on Organisation { name } } }');
  expectDenied(graph, answer, {
    data: { party: null },
    at: ['party.__typename', 'party.name'],
    unsent: ['party'],
  });
});

const guardedFields = [
  subgraph(
    'one',
    `type Query { itf: Itf all: [Itf] } interface Itf { id: ID other: String }
     type A implements Itf { id: ID @requiresScopes(scopes: [["a", "b"]]) other: String }
     type B implements Itf { id: ID @requiresScopes(scopes: [["c", "d"]]) other: String }`,
    {
      Query: {
        itf: () => ({ __typename: 'A', id: 'A1', other: 'open' }),
        all: () => [
          { __typename: 'A', id: 'A1', other: 'open' },
          { __typename: 'B', id: 'SECRET', other: 'open' },
        ],
      },
    },
  ),
];

test('E9: a field of an interface asks for what every implementation asks for', async () => {
  const graph = await guard(guardedFields);
  expectDenied(graph, await graph.ask('a b', '{ itf { id other } }'), {
    data: { itf: { id: null, other: 'open' } },
    at: ['itf.id'],
    unsent: ['id'],
  });
  expect((await graph.ask('a b c d', '{ itf { id other } }')).data).toEqual({
    itf: { id: 'A1', other: 'open' },
  });
});

test('E9: so it does where composition did not say so', async () => {
  const bare = (sdl: string) =>
    sdl.replace(/(interface Itf[^}]*?id: ID) @requiresScopes\([^\n]*\)\n/, '$1\n');
  const graph = await guard(guardedFields, { edit: bare });
  expect(/interface Itf[^}]*requiresScopes/.test(graph.supergraphSdl)).toBe(false);
  expectDenied(graph, await graph.ask('a b', '{ itf { id other } }'), {
    data: { itf: { id: null, other: 'open' } },
    at: ['itf.id'],
    unsent: ['id'],
  });
});

test('E9: under its own type each implementation asks for its own', async () => {
  const graph = await guard(guardedFields);
  const answer = await graph.ask('a b', '{ all { ... on A { id } ... on B { id other } } }');
  expectDenied(graph, answer, {
    data: { all: [{ id: 'A1' }, { id: null, other: 'open' }] },
    at: ['all.id'],
    unsent: [],
  });
});

test('E9: a field that another agency adds to an interface is guarded by every path to it', async () => {
  const graph = await guard([
    subgraph(
      'one',
      `type Query { account: Account } interface Account @key(fields: "id") { id: ID! }
       type Staff implements Account @key(fields: "id") { id: ID! desk: String }`,
      {
        Query: { account: () => ({ __typename: 'Staff', id: '1', desk: 'B2' }) },
        Account: { __resolveReference: () => ({ __typename: 'Staff', id: '1' }) },
      },
    ),
    subgraph(
      'two',
      'type Account @key(fields: "id") @interfaceObject { id: ID! badge: String @requiresScopes(scopes: [["badge"]]) }',
      { Account: { __resolveReference: (key: object) => ({ ...key, badge: 'SECRET' }) } },
    ),
  ]);
  for (const query of ['{ account { id badge } }', '{ account { id ... on Staff { badge } } }']) {
    graph.forget();
    expectDenied(graph, await graph.ask('', query), {
      data: { account: { id: '1', badge: null } },
      at: ['account.badge'],
      unsent: ['badge'],
    });
    expect((await graph.ask('badge', query)).data).toEqual({ account: { id: '1', badge: 'SECRET' } });
  }
});

test.each([
  ['{ x { ... on A { id } } }', { x: { id: 'A1' } }],
  ['{ y x { ... on A { id other } } }', { y: 1, x: { id: 'A1', other: 'open' } }],
  ['{ z x { ... on A { id } ... on B { other } } }', { z: 1, x: { id: 'A1' } }],
  ['{ y x { ... on B { other } } }', { y: 1, x: {} }],
])('E9: where an agency gives one implementation alone, that one is asked about: %s', async (query, data) => {
  const types = `interface Itf { id: ID other: String }
    type A implements Itf @shareable { id: ID @requiresScopes(scopes: [["a"]]) other: String }
    type B implements Itf @shareable { id: ID @requiresScopes(scopes: [["b"]]) other: String }`;
  const x = () => ({ __typename: 'A', id: 'A1', other: 'open' });
  const graph = await guard([
    subgraph('one', `type Query { x: A @shareable y: Int } ${types}`, { Query: { x, y: () => 1 } }),
    subgraph('two', `type Query { x: Itf @shareable z: Int } ${types}`, { Query: { x, z: () => 1 } }),
  ]);
  const answer = await graph.ask('a', query);
  expect([answer.data, answer.errors]).toEqual([data, []]);
});

const node = (guarded: string) => [
  subgraph(
    'one',
    `type Query { node: Node } interface Node { email: String }
     type User implements Node ${guarded} { email: String }`,
    { Query: { node: () => ({ __typename: 'User', email: 'SECRET' }) } },
  ),
];
const nodeField = [
  subgraph(
    'one',
    `type Query { node: Node } interface Node { email: String }
     type User implements Node { email: String @authenticated }`,
    { Query: { node: () => ({ __typename: 'User', email: 'SECRET' }) } },
  ),
];

test.each([
  ['a field', nodeField, /(type User[\s\S]*?email: String) @authenticated/],
  ['a type', node('@authenticated'), /(type User[^{]*?)\s*@authenticated/],
])(
  'E13: a guard on an interface alone is refused, a fragment would read past it: %s',
  async (_what, graph, own) => {
    await expect(guard(graph, { edit: (sdl) => sdl.replace(own, '$1') })).rejects.toThrow(
      /is guarded, but none of its implementations is/,
    );
  },
);

describe('with extensions, as other hands write a supergraph', () => {
  const supergraph = composeGraph({
    one: subgraph(
      'one',
      'type Query { a: String @authenticated b: B } type B { c: String d: D } enum D { X }',
    ),
  });
  const requirementsOf = (sdl: string) => {
    const { access } = loadSupergraph(sdl);
    return ['a', 'b', 'e'].map((field) => access.requirementOf('Query', field).authenticated);
  };

  test('E13: a guard that stands on an extension of a type guards like one on the type', () => {
    expect(requirementsOf(supergraph)).toEqual([true, false, false]);
    expect(requirementsOf(`${supergraph}\nextend type B @authenticated`)).toEqual([true, true, false]);
    const extended = `${supergraph}\nextend type Query { e: String @join__field(graph: ONE) @authenticated }`;
    expect(requirementsOf(extended)).toEqual([true, false, true]);
  });
});
