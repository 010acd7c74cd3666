import { describe, expect, test } from 'vitest';
import { link, startGraph, type Graph } from './start-graph.ts';

const register = {
  typeDefs: `${link('@key')}
    type Query { person: Person nobody: Person }
    type Person @key(fields: "id") { id: ID! name: String address(kind: String!): Address }
    type Address { line: String }`,
  resolvers: {
    Query: { person: () => ({ id: '1', name: 'An' }), nobody: () => null },
    Person: { address: (_: unknown, { kind }: { readonly kind: string }) => ({ line: kind }) },
  },
};
const health = {
  typeDefs: `${link('@key')} type Person @key(fields: "id") { id: ID! code: String }`,
  resolvers: { Person: { code: () => 'J18' } },
};

const start = (): Promise<Graph> => startGraph({ register, health });
const asked = ({ subgraphs }: Graph): readonly string[] =>
  Object.values(subgraphs).flatMap(({ requests }) => requests.map(({ query }) => query));

describe('@skip and @include', () => {
  test.each([
    ['@include(if: $on)', { on: true }, true],
    ['@include(if: $on)', { on: false }, false],
    ['@skip(if: $on)', { on: true }, false],
    ['@skip(if: $on)', { on: false }, true],
    ['@include(if: true) @skip(if: $on)', { on: true }, false],
    ['@include(if: $on) @skip(if: $on)', { on: true }, false],
  ])('%s with %j', async (directive, variables, isThere) => {
    const graph = await start();
    const query = `query ($on: Boolean!) { person { name code ${directive} } }`;
    const { data, errors } = await graph.ours(query, variables);
    expect({ data, errors }).toEqual({ data: { person: { name: 'An', ...(isThere && { code: 'J18' }) } } });
    expect(asked(graph).join(' ').includes('code')).toBe(isThere);
  });

  test('read the default of a variable that was not sent', async () => {
    const graph = await start();
    const query =
      'query ($on: Boolean = true, $off: Boolean = false) { person { code @include(if: $on) name @include(if: $off) } }';
    expect((await graph.ours(query)).data).toEqual({ person: { code: 'J18' } });
    expect((await graph.ours(query, { on: false, off: true })).data).toEqual({ person: { name: 'An' } });
    expect((await graph.ours(query)).data).toEqual({ person: { code: 'J18' } });
  });

  test('on fragments decide about all that is in them', async () => {
    const graph = await start();
    const query = `query ($on: Boolean!) { person { name ...Code @include(if: $on) ... @skip(if: $on) { id } } }
      fragment Code on Person { code }`;
    expect((await graph.ours(query, { on: true })).data).toEqual({ person: { name: 'An', code: 'J18' } });
    expect((await graph.ours(query, { on: false })).data).toEqual({ person: { name: 'An', id: '1' } });
  });

  test('of a skipped spread do not hide the same fragment elsewhere', async () => {
    const graph = await start();
    const query = '{ person { ...Name @skip(if: true) ...Name } } fragment Name on Person { name }';
    expect((await graph.ours(query)).data).toEqual({ person: { name: 'An' } });
  });

  test('take the variables of what they skip along', async () => {
    const graph = await start();
    const query = `query ($kind: String!, $on: Boolean!) {
      person { name address(kind: $kind) @include(if: $on) { line } }
    }`;
    expect((await graph.ours(query, { kind: 'HOME', on: false })).data).toEqual({ person: { name: 'An' } });
    expect(asked(graph)).toEqual(['{person{name}}']);
    expect((await graph.ours(query, { kind: 'HOME', on: true })).data).toEqual({
      person: { name: 'An', address: { line: 'HOME' } },
    });
  });

  test('that skip every field of an object leave an empty object, where there is one', async () => {
    const graph = await start();
    const query = '{ person { name @skip(if: true) } nobody { name @skip(if: true) } }';
    expect((await graph.ours(query)).data).toEqual({ person: {}, nobody: null });
  });

  test('that skip everything are answered without asking anybody', async () => {
    const graph = await start();
    const query =
      'query ($on: Boolean = false) { person @include(if: $on) { name } ...Q } fragment Q on Query { nobody @skip(if: true) { id } }';
    const { data, errors } = await graph.ours(query);
    expect({ data, errors, asked: asked(graph) }).toEqual({ data: {}, errors: undefined, asked: [] });
  });

  test.each([[null], ['true'], [1]])('refuse %j for a Boolean! without repeating it', async (on) => {
    const graph = await start();
    const answer = await graph.ours('query ($on: Boolean!) { person { name @include(if: $on) } }', { on });
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toBe(
      'Variable "$on" is missing or has a value that its type does not allow.',
    );
    expect(answer.status).toBe(400);
    expect(asked(graph)).toEqual([]);
  });
});

test('an operation of more selections than can be planned in time is refused', async () => {
  const graph = await start();
  const fragments = Array.from(
    { length: 14 },
    (_, n) => `fragment F${n} on Address { ${n === 13 ? 'line' : `...F${n + 1}`} }`,
  );
  expect(
    (await graph.ours(`{ person { address(kind: "A") { ...F0 } } } ${fragments.join(' ')}`)).data,
  ).toEqual({
    person: { address: { line: 'A' } },
  });
  const many = Array.from(
    { length: 2_600 },
    (_, n) => `a${n}: address(kind: "A") { b: line c: line d: line }`,
  );
  const { errors, status } = await graph.ours(`{ person { ${many.join(' ')} } }`);
  expect(errors?.[0]?.extensions?.['code']).toBe('OPERATION_TOO_COMPLEX');
  expect(status).toBe(400);
});

test('of several operations the named one runs, and an unclear choice is refused', async () => {
  const graph = await start();
  const two = 'query A { person { name } } query B { person { id } }';
  const { errors } = await graph.ours(two);
  expect(errors?.[0]?.extensions?.['code']).toBe('OPERATION_RESOLUTION_FAILURE');
  expect(asked(graph)).toEqual([]);
});
