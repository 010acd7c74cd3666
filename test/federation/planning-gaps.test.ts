import { describe, expect, test } from 'vitest';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

describe('what no subgraph can give', () => {
  const graph = {
    types: {
      typeDefs: `${link('@key')} interface Paper @key(fields: "id") { id: ID! } type Query { paper: Paper ok: Int }`,
      resolvers: {
        Query: { paper: () => ({ id: '1' }), ok: () => 1 },
        Paper: { __resolveType: () => 'Paper' },
      },
    },
    more: {
      typeDefs: `${link('@key', '@interfaceObject')}
        type Paper @key(fields: "id", resolvable: false) @interfaceObject { id: ID! title: String }
        type Query { more: Paper }`,
      resolvers: { Query: { more: () => ({ id: '1', title: 'Giấy ra viện' }) } },
    },
  };

  test('is an error, not a null that looks like an answer', async () => {
    const { plain, ours } = await startGraph(graph);
    const query = '{ paper { title } }';
    const silent = await plain(query);
    expect({ data: silent.data, errors: silent.errors }).toEqual({ data: { paper: null } });
    const { data, errors } = await ours(query);
    expect(data).toBeNull();
    expect(errors).toEqual([
      { message: 'No agency can answer this operation.', extensions: { code: 'SUBGRAPH_ERROR' } },
    ]);
  });

  test('is an error beside what can be given', async () => {
    const { plain, ours } = await startGraph(graph);
    const query = '{ ok paper { title } more { title } }';
    expect((await plain(query)).errors).toBeUndefined();
    const { data, errors } = await ours(query);
    expect(data).toEqual({ ok: 1, paper: null, more: { title: 'Giấy ra viện' } });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      ['No agency answered this field.', ['paper']],
    ]);
  });
});

describe('a shared field whose union differs between subgraphs', () => {
  const common = { __typename: 'Common', label: 'c' };
  const make = (name: string, own: object, fields: string, more = ''): TestSubgraph => ({
    typeDefs: `${link('@key', '@shareable')}
      type Query { from${name}: Box }
      type Box @key(fields: "id") { id: ID! content: Content @shareable }
      type Content @shareable { parts: [Part!]! }
      union Part = Common | Only${name}
      type Common @shareable { label: String }
      type Only${name} { ${fields} } ${more}`,
    resolvers: {
      Query: { [`from${name}`]: () => ({ id: '1' }) },
      Box: { content: () => ({ parts: [common, own] }) },
    },
  });
  const definitions = {
    a: make('A', { __typename: 'OnlyA', text: 'of A', times: 2 }, 'text(n: Int): String times: Int'),
    b: make(
      'B',
      { __typename: 'OnlyB', text: 'of B', inner: { __typename: 'Inner', deep: 1 } },
      'text: String inner: Deep',
      'interface Deep { deep: Int } type Inner implements Deep { deep: Int }',
    ),
  };
  const query = `query ($n: Int) {
    fromA { content { parts { ...P } } }
    fromB { content { parts { ...P } } }
  }
  fragment P on Part {
    __typename
    ... on Common { label }
    ... on OnlyA { t: text(n: $n) times }
    ... on OnlyB { text inner { ... on Inner { deep } } }
  }`;

  test('gives each member that the asked subgraph knows', async () => {
    const { plain, ours } = await startGraph(definitions);
    const right = {
      fromA: { content: { parts: [common, { __typename: 'OnlyA', t: 'of A', times: 2 }] } },
      fromB: { content: { parts: [common, { __typename: 'OnlyB', text: 'of B', inner: { deep: 1 } }] } },
    };
    expect((await plain(query, { n: 1 })).data).not.toEqual(right);
    const { data, errors } = await ours(query, { n: 1 });
    expect({ data, errors }).toEqual({ data: right });
  });
});

test('a field of an @interfaceObject does not make its object forget its own type', async () => {
  const { plain, ours } = await startGraph({
    staff: {
      typeDefs: `${link('@key')} type Query { account: Account }
        interface Account @key(fields: "id") { id: ID! }
        type Staff implements Account @key(fields: "id") { id: ID! desk: Int }
        type Guest implements Account @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { account: () => ({ __typename: 'Staff', id: '1', desk: 4 }) } },
    },
    badges: {
      typeDefs: `${link('@key', '@interfaceObject')}
        type Account @key(fields: "id") @interfaceObject { id: ID! badge: String }`,
      resolvers: { Account: { badge: () => 'gold' } },
    },
  });
  const query = '{ account { ... on Staff { __typename badge desk } ... on Guest { badge } } }';
  const right = { account: { __typename: 'Staff', badge: 'gold', desk: 4 } };
  expect((await plain(query)).data).not.toEqual(right);
  const { data, errors } = await ours(query);
  expect({ data, errors }).toEqual({ data: right });
});

test('a value that is 0, false or empty survives where a subgraph gives two types a field differently', async () => {
  const { plain, ours } = await startGraph({
    loose: {
      typeDefs: `${link('@key', '@shareable')} type Query { loose: User }
        type User @key(fields: "id") { id: ID! visits: Int @shareable title: String @shareable }`,
    },
    strict: {
      typeDefs: `${link('@key', '@shareable')} type Query { accounts: [Account!]! } union Account = User | Admin
        type User @key(fields: "id") { id: ID! visits: Int! @shareable title: String! @shareable }
        type Admin { visits: Int title: String }`,
      resolvers: {
        Query: {
          accounts: () => [
            { __typename: 'User', id: '1', visits: 0, title: '' },
            { __typename: 'Admin', visits: 0, title: '' },
          ],
        },
      },
    },
  });
  const query = '{ accounts { __typename ... on User { visits title } ... on Admin { visits title } } }';
  const right = {
    accounts: [
      { __typename: 'User', visits: 0, title: '' },
      { __typename: 'Admin', visits: 0, title: '' },
    ],
  };
  expect((await plain(query)).data).not.toEqual(right);
  const { data, errors } = await ours(query);
  expect({ data, errors }).toEqual({ data: right });
});

test('fragments that exclude each other select nothing, and hurt nothing', async () => {
  const { ours } = await startGraph({
    papers: {
      typeDefs: `${link('@key')} type Query { papers: [Paper!]! }
        interface Paper { id: ID! title: String }
        type Discharge implements Paper @key(fields: "id") { id: ID! title: String days: Int }
        type Leave implements Paper @key(fields: "id") { id: ID! title: String from: String }`,
      resolvers: { Query: { papers: () => [{ __typename: 'Discharge', id: 'a', title: 'Giấy ra viện' }] } },
    },
    more: { typeDefs: `${link('@key')} type Discharge @key(fields: "id") { id: ID! stamp: String }` },
  });
  const query = `{ papers { ... on Discharge { ...P } } }
    fragment P on Paper { title ... on Leave { from } }`;
  const right = { papers: [{ title: 'Giấy ra viện' }] };
  const { data, errors } = await ours(query);
  expect({ data, errors }).toEqual({ data: right });
});
