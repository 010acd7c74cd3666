import { expect, test } from 'vitest';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph, type Graph } from './start-graph.ts';

const linked = link('@key', '@external', '@requires');
const people = ['1', '2'].map((id) => ({ id }));

const register: TestSubgraph = {
  typeDefs: `${linked} type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { people: () => people } },
};
/** Knows a bed at once, and a dose once it is told the weight. */
const hospital: TestSubgraph = {
  typeDefs: `${linked} type Person @key(fields: "id") {
    id: ID!
    bed: String
    ward: String
    weight: Int @external
    dose: Int @requires(fields: "weight")
  }`,
  resolvers: {
    Person: {
      bed: ({ id }: { readonly id: string }) => `bed ${id}`,
      ward: ({ id }: { readonly id: string }) => `ward ${id}`,
      dose: ({ weight }: { readonly weight: number }) => weight / 10,
    },
  },
};
const scales: TestSubgraph = {
  typeDefs: `${linked} type Person @key(fields: "id") { id: ID! weight: Int }`,
  resolvers: { Person: { weight: ({ id }: { readonly id: string }) => 100 * Number(id) } },
};
/** Must know the ward before it says anything. */
const kitchen: TestSubgraph = {
  typeDefs: `${linked} type Person @key(fields: "id") {
    id: ID!
    ward: String @external
    meal: String @requires(fields: "ward")
  }`,
  resolvers: { Person: { meal: ({ ward }: { readonly ward: string }) => `for ${ward}` } },
};

const asked = ({ subgraphs }: Graph, name: string) => subgraphs[name]?.requests.length;

test('what nobody waits for is asked with a later call to its agency', async () => {
  const graph = await startGraph({ register, hospital, scales });
  const query = '{ people { bed dose } }';
  const right = { people: people.map(({ id }) => ({ bed: `bed ${id}`, dose: 10 * Number(id) })) };
  expect((await graph.ours(query)).data).toEqual(right);
  expect(asked(graph, 'hospital')).toBe(1);
  expect((await graph.plain(query)).data).toEqual(right);
  expect(asked(graph, 'hospital')).toBe(3);
});

test('what somebody waits for is asked as soon as it can be', async () => {
  const graph = await startGraph({ register, hospital, scales, kitchen });
  const { data } = await graph.ours('{ people { meal dose } }');
  expect(data).toEqual({
    people: people.map(({ id }) => ({ meal: `for ward ${id}`, dose: 10 * Number(id) })),
  });
  expect(asked(graph, 'hospital')).toBe(2);
});

test('an agency that is away takes nothing with it of what was to be asked in a later call', async () => {
  const away: TestSubgraph = { ...scales, tamper: () => ({ status: 503, body: {} }) };
  const graph = await startGraph({ register, hospital, scales: away });
  const { data, errors } = await graph.ours('{ people { bed dose } }');
  expect(data).toEqual({ people: people.map(({ id }) => ({ bed: `bed ${id}`, dose: null })) });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['SUBGRAPH_UNAVAILABLE']);
});
