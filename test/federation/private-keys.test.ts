import { describe, expect, test } from 'vitest';
import { link, startGraph, type Graph } from './start-graph.ts';

const people = [
  { number: '001', name: 'An', income: 5, secret: 'K1' },
  { number: '002', name: 'Bình', income: 7, secret: 'K2' },
];
const byNumber = (key: { readonly number: string }) => people.find(({ number }) => number === key.number);

const register = {
  typeDefs: `${link('@key')}
    type Query { person: Person people: [Person!]! anyone: Anyone }
    union Anyone = Person | Office
    type Office { name: String }
    type Person @key(fields: "number") {
      number: ID! name: String income: Int secret(kind: String): String friend: Person
    }`,
  resolvers: {
    Query: {
      person: () => people[0],
      people: () => people,
      anyone: () => ({ __typename: 'Person', ...people[0] }),
    },
    Person: {
      __resolveReference: byNumber,
      secret: (person: { readonly secret: string }, { kind }: { readonly kind?: string }) =>
        `${person.secret}:${kind ?? 'none'}`,
      friend: () => people[1],
    },
  },
};

const benefits = {
  typeDefs: `${link('@key', '@external', '@requires')}
    type Person @key(fields: "number") {
      number: ID! income: Int @external secret(kind: String): String @external
      level: String
      benefit: String @requires(fields: "income")
      proof: String @requires(fields: "secret(kind: \\"K\\")")
    }`,
  resolvers: {
    Person: {
      level: ({ number }: { readonly number: string }) => `level of ${number}`,
      benefit: ({ income }: { readonly income: unknown }) => `benefit of ${String(income)}`,
      proof: ({ secret }: { readonly secret: unknown }) => `proof of ${String(secret)}`,
    },
  },
};

const start = (): Promise<Graph> => startGraph({ register, benefits });

describe('a client alias', () => {
  test('equal to a key neither shows the key nor hides what was asked', async () => {
    const { plain, ours } = await start();
    const query = '{ person { number: name level } }';
    expect((await plain(query)).data).not.toEqual({ person: { number: 'An', level: 'level of 001' } });
    expect((await ours(query)).data).toEqual({ person: { number: 'An', level: 'level of 001' } });
  });

  test.each([
    ['in a list', '{ people { number: name level } }'],
    ['after the dependent field', '{ people { level number: name } }'],
    ['in an inline fragment', '{ people { ... on Person { number: name } level } }'],
    ['in a named fragment', '{ people { ...Named level } } fragment Named on Person { number: name }'],
    ['in merged fields', '{ people { level } people { number: name } }'],
  ])('equal to a key stays apart %s', async (_, query) => {
    const { ours } = await start();
    const expected = people.map(({ number, name }) => ({ number: name, level: `level of ${number}` }));
    expect((await ours(query)).data).toEqual({ people: expected });
  });

  test('of an object, equal to a key, stays apart', async () => {
    const { ours } = await start();
    const { data, errors } = await ours('{ person { number: friend { name } level } }');
    expect({ data, errors }).toEqual({
      data: { person: { number: { name: 'Bình' }, level: 'level of 001' } },
    });
  });

  test('equal to a required field does not replace it in what the other agency gets', async () => {
    const { plain, ours, subgraphs } = await start();
    const query = '{ person { income: name benefit } }';
    const right = { person: { income: 'An', benefit: 'benefit of 5' } };
    expect((await plain(query)).data).not.toEqual(right);
    const sent = subgraphs['benefits']?.requests ?? [];
    sent.length = 0;
    expect((await ours(query)).data).toEqual(right);
    expect(sent.map(({ variables }) => variables)).toEqual([
      { representations: [{ __typename: 'Person', number: '001', income: 5 }] },
    ]);
  });

  test('may be the same at different places for different fields', async () => {
    const { ours } = await start();
    const { data } = await ours(
      '{ a: person { a: name b: friend { a: income b: name } } b: people { a: income } }',
    );
    expect(data).toEqual({
      a: { a: 'An', b: { a: 7, b: 'Bình' } },
      b: [{ a: 5 }, { a: 7 }],
    });
  });

  test('that starts with two underscores is refused before anything is asked', async () => {
    const { ours, subgraphs } = await start();
    for (const query of [
      '{ person { __x: name } }',
      '{ person { __typename: name } }',
      '{ __proto__: person { name } }',
    ]) {
      const { data, errors, status } = await ours(query);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect(status).toBe(400);
    }
    expect(subgraphs['register']?.requests).toEqual([]);
  });

  test('that is the name of something every object inherits is just a name', async () => {
    const { ours } = await start();
    const { data } = await ours(
      '{ person { constructor: name toString: level hasOwnProperty: income valueOf: name } }',
    );
    expect(data).toEqual({
      person: { constructor: 'An', toString: 'level of 001', hasOwnProperty: 5, valueOf: 'An' },
    });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
  });
});

describe('a field with arguments', () => {
  test('does not replace the same field with other arguments that another field requires', async () => {
    const { ours } = await start();
    const { data } = await ours('{ person { secret(kind: "MINE") proof } }');
    expect(data).toEqual({ person: { secret: 'K1:MINE', proof: 'proof of K1:K' } });
  });

  test('keeps apart from it even where the client leaves the arguments out', async () => {
    const { plain, ours } = await start();
    const query = '{ person { secret proof } }';
    const right = { person: { secret: 'K1:none', proof: 'proof of K1:K' } };
    expect((await plain(query)).data).not.toEqual(right);
    expect((await ours(query)).data).toEqual(right);
  });

  test('is one field for the client however often it is selected', async () => {
    const { ours, subgraphs } = await start();
    const { data } = await ours(
      'query ($k: String = "V") { person { secret(kind: $k) ...Again friend { name } friend { income } } } fragment Again on Person { secret(kind: $k) }',
    );
    expect(data).toEqual({ person: { secret: 'K1:V', friend: { name: 'Bình', income: 7 } } });
    expect(subgraphs['register']?.requests).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('has its fields in the order of the operation', async () => {
    const { ours } = await start();
    const { data } = await ours(
      '{ person { level ...F z: name income } } fragment F on Person { benefit a: name }',
    );
    expect(Object.keys((data as { person: object }).person)).toEqual([
      'level',
      'benefit',
      'a',
      'z',
      'income',
    ]);
  });

  test('tells type names under every name, of the operation itself too', async () => {
    const { ours } = await start();
    const { data } = await ours(
      '{ t: __typename person { __typename kind: __typename } anyone { k: __typename ... on Person { name } ... on Office { office: name } } }',
    );
    expect(data).toEqual({
      t: 'Query',
      person: { __typename: 'Person', kind: 'Person' },
      anyone: { k: 'Person', name: 'An' },
    });
  });
});

test('a graph whose own fields look like private aliases keeps them apart', async () => {
  const odd = {
    typeDefs: `${link('@key')} type Query { h0: Int h1(n: Int): Int h__2: Int }`,
    resolvers: {
      Query: { h0: () => 1, h1: (_: unknown, { n }: { readonly n: number }) => n, h__2: () => 3 },
    },
  };
  const { ours } = await startGraph({ odd });
  expect((await ours('{ h0 a: h1(n: 8) b: h1(n: 9) h__2 }')).data).toEqual({ h0: 1, a: 8, b: 9, h__2: 3 });
});
