import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import {
  compileRepresent,
  inputMissing,
  otherType,
} from '../../gateway/federation/fetching/represent-entity.ts';
import type { PlannedCall } from '../../gateway/federation/planning/plan-calls.ts';
import { entityPlaces } from '../../gateway/federation/fetching/entity-places.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

const binh = { __typename: 'Person', id: '2' };
const register: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Query { people: [Person!]! }
    type Person @key(fields: "id") { id: ID! friend: Person boss: Person home: Home }
    type Home { street: String }`,
  resolvers: {
    Query: { people: () => [{ id: '1' }, { id: '3' }] },
    Person: { friend: () => binh, boss: () => binh, home: () => ({ street: 'phố Huế' }) },
  },
};
const honestBank: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Person @key(fields: "id") { id: ID! card: Card }
    type Card @key(fields: "number") { number: String! owner: String }`,
  resolvers: {
    Person: { __resolveReference: (key: object) => key, card: () => ({ number: '7', owner: 'Bình' }) },
  },
};
const issuer: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Card @key(fields: "number") { number: String! limit: Int colour: String }`,
  resolvers: {
    Card: { __resolveReference: (key: object) => key, limit: () => 5, colour: () => 'xanh' },
  },
};
const bank = (card: unknown): TestSubgraph => ({
  ...honestBank,
  tamper: (_, honest) => {
    const { data } = honest as { readonly data: { readonly _entities: readonly object[] } };
    return { body: { data: { _entities: data._entities.map((each) => ({ ...each, card })) } } };
  },
});
const query = '{ people { id friend { id card { number owner } } } }';

test('an entity in several places is asked for once, and answered in all of them', async () => {
  const { ours, subgraphs } = await startGraph({ register, bank: bank({ number: '7', owner: 'Bình' }) });
  const friend = { id: '2', home: { street: 'phố Huế' }, card: { number: '7', owner: 'Bình' } };
  const { data, errors } = await ours(query.replace('card', 'home { street } card'));
  expect({ data, errors }).toEqual({
    data: {
      people: [
        { id: '1', friend },
        { id: '3', friend },
      ],
    },
  });
  const asked = subgraphs['bank']?.requests.map(({ variables }) => variables['representations']);
  expect(asked).toEqual([[binh]]);
});

test('what is wrong with it is told at every place', async () => {
  const { ours } = await startGraph({ register, bank: bank({ number: 7, owner: 8 }) });
  const answer = await ours(query);
  const friend = { id: '2', card: null };
  expect(answer.data).toEqual({
    people: [
      { id: '1', friend },
      { id: '3', friend },
    ],
  });
  expect(answer.errors?.map(({ path }) => path?.join('.'))).toEqual([
    'people.0.friend.card.number',
    'people.1.friend.card.number',
  ]);
});

test('what is wrong in it beside what is right is told at every place too', async () => {
  const { ours } = await startGraph({ register, bank: bank({ number: '7', owner: 8 }) });
  const answer = await ours(query);
  expect(answer.errors?.map(({ path }) => path?.join('.'))).toEqual([
    'people.0.friend.card.owner',
    'people.1.friend.card.owner',
  ]);
});

test('what is inside it is answered at each place as it was selected there', async () => {
  const { ours, subgraphs } = await startGraph({ register, bank: honestBank, issuer });
  const { data, errors } = await ours(
    '{ people { friend { card { number limit } } boss { card { number colour } } } }',
  );
  const card = { number: '7' };
  const person = { friend: { card: { ...card, limit: 5 } }, boss: { card: { ...card, colour: 'xanh' } } };
  expect({ data, errors }).toEqual({ data: { people: [person, person] } });
  // Otherwise it would not be the same object in both places.
  expect(subgraphs['bank']?.requests.map(({ variables }) => variables)).toEqual([
    { representations: [binh] },
  ]);
});

test('what is written the same and is no entity is of each one its own, and further calls add to it so', async () => {
  const typeDefs = (leaf: string) => `${link('@key', '@shareable')}
    type Person @key(fields: "id") { id: ID! home: Home @shareable }
    type Home { ${leaf}: String }`;
  const { ours } = await startGraph({
    register: {
      typeDefs: `${typeDefs('street')} type Query { people: [Person!]! }`,
      resolvers: {
        Query: { people: () => [{ id: '1' }, { id: '3' }] },
        Person: { home: () => ({ street: 'phố Huế' }) },
      },
    },
    post: {
      typeDefs: typeDefs('city'),
      resolvers: {
        Person: {
          __resolveReference: (key: object) => key,
          home: ({ id }: { readonly id: string }) => ({ city: id === '1' ? 'Hà Nội' : 'Huế' }),
        },
      },
    },
  });
  const { data, errors } = await ours('{ people { home { street city } } }');
  const home = (city: string) => ({ home: { street: 'phố Huế', city } });
  expect({ data, errors }).toEqual({ data: { people: [home('Hà Nội'), home('Huế')] } });
});

test('an entity is told by its key, and only one of the type that is asked about, of which the key is there', () => {
  const schema = buildSchema('type Query { it: Person } type Person { id: ID! } type Home { id: ID! }');
  const selections = ['__typename', 'id'].map((name) => ({ kind: 'Field' as const, name }));
  const { identify, write } = compileRepresent(schema, {
    requires: [{ kind: 'InlineFragment', typeCondition: 'Person', selections }],
  });
  expect(write(String(identify({ __typename: '"Person"', id: '"2"' })))).toBe(
    '{"__typename":"Person","id":"2"}',
  );
  expect(identify({ __typename: '"Person"', id: '"2"' })).toBe(
    identify({ id: '"2"', __typename: '"Person"' }),
  );
  expect(identify({ __typename: '"Person"', id: '2' })).not.toBe(
    identify({ __typename: '"Person"', id: '"2"' }),
  );
  expect(identify({ __typename: '"Home"', id: '"2"' })).toBe(otherType);
  expect(identify({ id: '"2"' })).toBe(otherType);
  expect(identify({ __typename: '"Person"' })).toBe(inputMissing);
});

test('objects are taken for one entity only where they hold all by which it is known', () => {
  const requires = ['__typename', 'id'].map((name) => ({ kind: 'Field' as const, name }));
  const fetch = {
    requires: [{ kind: 'InlineFragment' as const, typeCondition: 'Person', selections: requires }],
  };
  const entities = { key: '_entities', variable: 'representations' };
  const later = { parts: [{ fetch, paths: [['', 'people', '@', 'friend']], entities }] };
  const first = { parts: [{ fetch: {}, paths: [[]], entities: undefined }] };
  const [one, other] = [first, later] as unknown as readonly [PlannedCall, PlannedCall];
  const schema = buildSchema('type Query { it: Person } type Person { id: ID! }');
  const knownIn = (times: number) => {
    const filled = new Map([['people.friend', times]]);
    return entityPlaces(schema, [one, other], filled)(one.parts);
  };
  const knownBy = new Map([['"Person"', ['id']]]);
  expect(knownIn(1)(['people', 'friend'], new Set(['__typename', 'id', 'name']))).toEqual(knownBy);
  expect(knownIn(1)(['people', 'friend'], new Set(['__typename', 'name']))).toBeUndefined();
  expect(knownIn(1)(['people'], new Set(['__typename', 'id']))).toBeUndefined();
  // Another call adds something to each by what is above it.
  expect(knownIn(2)(['people', 'friend'], new Set(['__typename', 'id', 'name']))).toBeUndefined();
});
