import { expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { composeGraph, link, startGraph } from './start-graph.ts';

const goods = [
  { id: '1', price: { VND: 0, USD: 3 }, weight: 2 },
  { id: '2', price: { VND: 100, USD: 4 }, weight: 1 },
];
interface Priced {
  readonly price: Readonly<Record<string, number>>;
}

const shop = {
  typeDefs: `${link('@key')}
    type Query { goods: [Good!]! }
    type Good @key(fields: "id") {
      id: ID! price(currency: String!): Int weight: Int box: Box
    }
    type Box { size(unit: String!): String }`,
  resolvers: {
    Query: { goods: () => goods },
    Good: {
      __resolveReference: ({ id }: { readonly id: string }) => goods.find((good) => good.id === id),
      price: ({ price }: Priced, { currency }: { readonly currency: string }) => price[currency],
      box: () => ({}),
    },
    Box: { size: (_: unknown, { unit }: { readonly unit: string }) => `1 ${unit}` },
  },
};

interface Reference {
  readonly price: number;
  readonly weight: number;
  readonly box: { readonly size: string };
}
const post = {
  typeDefs: `${link('@key', '@external', '@requires', '@shareable')}
    type Query { office: String }
    type Good @key(fields: "id") {
      id: ID!
      price(currency: String!): Int @external
      weight: Int @external
      box: Box @external
      inDong: String @requires(fields: "price(currency: \\"VND\\") weight")
      inDollars: String @requires(fields: "price(currency: \\"USD\\") weight")
      heavy: Boolean @requires(fields: "weight")
      metric: Parcel @requires(fields: "box { size(unit: \\"cm\\") }")
      imperial: Parcel @requires(fields: "box { size(unit: \\"in\\") }")
    }
    type Box @external { size(unit: String!): String }
    type Parcel { label: String sender: Office }
    type Office { name: String }`,
  resolvers: {
    Query: { office: () => 'Huế' },
    Good: {
      inDong: ({ price, weight }: Reference) => `${price} ₫ × ${weight}`,
      inDollars: ({ price, weight }: Reference) => `${price} $ × ${weight}`,
      heavy: ({ weight }: Reference) => weight > 1,
      metric: ({ box }: Reference) => ({ label: box.size, sender: { name: 'Huế' } }),
      imperial: ({ box }: Reference) => ({ label: box.size, sender: { name: 'Huế' } }),
    },
  },
};

test('two fields that require the same field with different arguments each get their own value', async () => {
  const { plain, ours } = await startGraph({ shop, post });
  const query = '{ goods { inDong inDollars } }';
  const right = {
    goods: [
      { inDong: '0 ₫ × 2', inDollars: '3 $ × 2' },
      { inDong: '100 ₫ × 1', inDollars: '4 $ × 1' },
    ],
  };
  expect((await plain(query)).data).not.toEqual(right);
  const { data, errors } = await ours(query);
  expect({ data, errors }).toEqual({ data: right });
});

test('the agencies see their own names, and each set of inputs by itself, in one request', async () => {
  const { ours, subgraphs } = await startGraph({ shop, post });
  await ours('{ goods { inDong inDollars heavy price(currency: "VND") } }');
  expect(subgraphs['post']?.requests).toHaveLength(1);
  expect(Object.values(subgraphs['post']?.requests[0]?.variables ?? {})).toEqual(
    expect.arrayContaining([
      [
        { __typename: 'Good', id: '1', price: 0, weight: 2 },
        { __typename: 'Good', id: '2', price: 100, weight: 1 },
      ],
      [
        { __typename: 'Good', id: '1', price: 3, weight: 2 },
        { __typename: 'Good', id: '2', price: 4, weight: 1 },
      ],
    ]),
  );
  expect(subgraphs['shop']?.requests).toHaveLength(1);
});

test('arguments that differ deep inside a requirement are kept apart too', async () => {
  const { plain, ours } = await startGraph({ shop, post });
  const query = '{ goods { metric { label sender { name } } imperial { label } box { size(unit: "m") } } }';
  const one = {
    metric: { label: '1 cm', sender: { name: 'Huế' } },
    imperial: { label: '1 in' },
    box: { size: '1 m' },
  };
  expect((await plain(query)).data).not.toEqual({ goods: [one, one] });
  const { data, errors } = await ours(query);
  expect({ data, errors }).toEqual({ data: { goods: [one, one] } });
});

test('a client sees nothing of it', async () => {
  const { ours } = await startGraph({ shop, post });
  const { data } = await ours(
    '{ __type(name: "Good") { fields { name } } __schema { directives { name } } }',
  );
  const type = data?.['__type'] as { readonly fields: readonly { readonly name: string }[] } | undefined;
  const names = type?.fields.map(({ name }) => name) ?? [];
  expect(names.toSorted()).toEqual(
    ['box', 'heavy', 'id', 'imperial', 'inDollars', 'inDong', 'metric', 'price', 'weight'].toSorted(),
  );
});

test('a field of an interface that is required with different arguments is refused with the way out', () => {
  const owner = {
    typeDefs: `${link('@key')} type Query { a: A } interface I { p(n: Int): Int }
      type A @key(fields: "id") { id: ID! i: I } type T implements I { p(n: Int): Int }`,
  };
  const dependent = {
    typeDefs: `${link('@key', '@external', '@requires', '@shareable')}
      type A @key(fields: "id") { id: ID! i: I @external
        x: Int @requires(fields: "i { p(n: 1) }") y: Int @requires(fields: "i { p(n: 2) }") }
      interface I { p(n: Int): Int } type T implements I @external { p(n: Int): Int }`,
  };
  expect(() => loadSupergraph(composeGraph({ owner, dependent }))).toThrow(
    /I\.p with different arguments.*Give each use a field of its own/,
  );
});
