import { expect, test } from 'vitest';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph, type Graph } from './start-graph.ts';

const linked = link('@key', '@shareable');
const byKey = { __resolveReference: (key: object) => key };

async function expectEachItsOwn({ ours, plain }: Graph, query: string, data: object): Promise<void> {
  const [answer, reference] = [await ours(query), await plain(query)];
  expect(answer).toMatchObject({ data });
  expect(answer.errors).toBeUndefined();
  expect(reference).toMatchObject({ data });
}

interface Households {
  /** What the register writes of the child of each of the two. */
  readonly child: object;
  /** What a hospital says of it, which knows it by its household; last, when the `later` agencies have been asked. */
  readonly hospital: (household: string) => object;
  readonly registerTypes: string;
  readonly hospitalTypes: string;
  readonly others: Readonly<Record<string, TestSubgraph>>;
  /** Is asked once what came before it is known. */
  readonly later: TestSubgraph;
}

function households(given: Households): Readonly<Record<string, TestSubgraph>> {
  const { promise: isLate, resolve: askedLater } = Promise.withResolvers<undefined>();
  const household = 'type Household @key(fields: "hid") { hid: ID! child: Person @shareable }';
  return {
    list: {
      typeDefs: `${linked} type Query { households: [Household!]! } type Household @key(fields: "hid") { hid: ID! }`,
      resolvers: { Query: { households: () => [{ hid: '1' }, { hid: '2' }] } },
    },
    register: {
      typeDefs: `${linked} ${household} ${given.registerTypes}`,
      resolvers: { Household: { ...byKey, child: () => given.child }, Person: byKey },
    },
    hospital: {
      typeDefs: `${linked} ${household} ${given.hospitalTypes}`,
      resolvers: {
        Household: { ...byKey, child: ({ hid }: { readonly hid: string }) => given.hospital(hid) },
      },
      tamper: () => isLate,
    },
    ...given.others,
    later: {
      ...given.later,
      tamper: () => {
        askedLater(undefined);
        return undefined;
      },
    },
  };
}

test.each([
  ['without a number', 'kind', null],
  ['without a number, with something inside', 'card { kind }', null],
  ['to whom an agency gives one number', 'card { kind }', '7'],
])('two children %s are two: a word of one is not shown at the other', async (_, asked, number) => {
  const graph = await startGraph(
    households({
      child: { number, kind: 'newborn', card: { kind: 'health' } },
      hospital: (hid) => ({ diagnosis: hid === '1' ? null : 'of the second' }),
      registerTypes: `type Person @key(fields: "number") { number: String kind: String card: Card } type Card { kind: String }`,
      hospitalTypes: 'type Person { diagnosis: String }',
      others: {},
      later: {
        typeDefs: `${linked} type Person @key(fields: "number") { number: String nick: String }`,
        resolvers: { Person: { ...byKey, nick: () => null } },
      },
    }),
  );
  await expectEachItsOwn(graph, `{ households { hid child { ${asked} diagnosis nick } } }`, {
    households: [
      { hid: '1', child: { diagnosis: null } },
      { hid: '2', child: { diagnosis: 'of the second' } },
    ],
  });
});

test('what is asked once for two is of each its own where another agency adds to it by another way', async () => {
  const graph = await startGraph(
    households({
      child: { number: '7' },
      hospital: (hid) => ({ card: { ward: hid } }),
      registerTypes: 'type Person @key(fields: "number") { number: String }',
      hospitalTypes: 'type Person { card: Card @shareable } type Card { ward: String }',
      others: {
        issuer: {
          typeDefs: `${linked} type Person @key(fields: "number") { number: String card: Card @shareable }
            type Card { colour: String office: Office } type Office @key(fields: "id") { id: ID! }`,
          resolvers: { Person: { ...byKey, card: () => ({ colour: 'xanh', office: { id: 'o' } }) } },
        },
      },
      later: {
        typeDefs: `${linked} type Office @key(fields: "id") { id: ID! name: String }`,
        resolvers: { Office: { ...byKey, name: () => 'Huế' } },
      },
    }),
  );
  await expectEachItsOwn(graph, '{ households { child { card { colour ward office { name } } } } }', {
    households: [{ child: { card: { ward: '1' } } }, { child: { card: { ward: '2' } } }],
  });
});

test('two of one number in the answer to the first call are two where another agency knows them by their household', async () => {
  const household = 'type Household @key(fields: "hid") { hid: ID! child: Person @shareable }';
  const child = { number: '7', kind: 'newborn' };
  const graph = await startGraph({
    register: {
      typeDefs: `${linked} ${household} type Query { households: [Household!]! }
        type Person @key(fields: "number") { number: String kind: String }`,
      resolvers: {
        Query: {
          households: () => [
            { hid: '1', child },
            { hid: '2', child },
          ],
        },
      },
    },
    hospital: {
      typeDefs: `${linked} ${household} type Person { diagnosis: String }`,
      resolvers: {
        Household: {
          ...byKey,
          child: ({ hid }: { readonly hid: string }) => ({ diagnosis: `of ${hid}` }),
        },
      },
    },
    later: {
      typeDefs: `${linked} type Person @key(fields: "number") { number: String nick: String }`,
      resolvers: { Person: { ...byKey, nick: () => 'Tí' } },
    },
  });
  await expectEachItsOwn(graph, '{ households { child { kind diagnosis nick } } }', {
    households: [
      { child: { kind: 'newborn', nick: 'Tí', diagnosis: 'of 1' } },
      { child: { kind: 'newborn', nick: 'Tí', diagnosis: 'of 2' } },
    ],
  });
});

test.each(['name', 'toy { n }', 'name toy { n }'])(
  'what is no entity beside one in a union is of each one its own: %s',
  async (asked) => {
    const pet = 'type Person @key(fields: "id") { id: ID! pet: Pet @shareable } union Pet = Dog | Cat';
    const Pet = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename };
    const graph = await startGraph({
      register: {
        typeDefs: `${linked} ${pet} type Query { people: [Person!]! } type Dog @key(fields: "id") { id: ID! }
          type Cat { name: String toy: Toy } type Toy { n: String }`,
        resolvers: {
          Query: { people: () => [{ id: '1' }, { id: '2' }] },
          Person: { pet: () => ({ __typename: 'Cat', name: 'Miu', toy: { n: 'ball' } }) },
          Pet,
        },
      },
      vet: {
        typeDefs: `${linked} ${pet} type Dog @key(fields: "id") { id: ID! } type Cat { colour: String }`,
        resolvers: {
          Person: {
            ...byKey,
            pet: ({ id }: { readonly id: string }) => ({
              __typename: 'Cat',
              colour: id === '1' ? 'black' : 'white',
            }),
          },
          Pet,
        },
      },
      collars: {
        typeDefs: `${linked} type Dog @key(fields: "id") { id: ID! collar: String }`,
        resolvers: { Dog: { ...byKey, collar: () => 'x' } },
      },
    });
    await expectEachItsOwn(
      graph,
      `{ people { id pet { ... on Dog { collar } ... on Cat { ${asked} colour } } } }`,
      { people: [{ pet: { colour: 'black' } }, { pet: { colour: 'white' } }] },
    );
  },
);
