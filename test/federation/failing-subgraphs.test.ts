import { describe, expect, test } from 'vitest';
import type { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import type { RawAnswer, SubgraphRequest, TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph, type Answer, type Graph, within } from './start-graph.ts';

const people = ['1', '2', '3'].map((id) => ({ id, name: `name ${id}` }));
const register: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Query { people: [Person!]! person: Person hello: String }
    type Person @key(fields: "id") { id: ID! name: String friend: Person }`,
  resolvers: {
    Query: { people: () => people, person: () => people[0], hello: () => 'Xin chào' },
    Person: { friend: () => people[1] },
  },
};
const health = (tamper?: TestSubgraph['tamper']): TestSubgraph => ({
  typeDefs: `${link('@key')}
    type Query { ward: String bed: String }
    type Person @key(fields: "id") { id: ID! code: String blood: String! notes: [String!] }`,
  resolvers: {
    Query: { ward: () => 'A', bed: () => '7' },
    Person: {
      code: ({ id }: { readonly id: string }) => {
        if (id === '2') throw new Error('secret of person 2');
        return `code ${id}`;
      },
      blood: ({ id }: { readonly id: string }) => (id === '2' ? null : 'O'),
    },
  },
  ...(tamper && { tamper }),
});
const start = (tamper?: TestSubgraph['tamper'], options?: Parameters<typeof startGraph>[1]): Promise<Graph> =>
  startGraph({ register, health: health(tamper) }, options);

const told = ({ errors }: Answer): readonly unknown[] =>
  errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]) ?? [];

describe('an error that a subgraph tells', () => {
  test('is told at its place, without what the subgraph says about it', async () => {
    const { plain, ours } = await start();
    const query = '{ people { id c: code } }';
    expect(JSON.stringify((await plain(query)).errors)).toContain('secret of person 2');
    const answer = await ours(query);
    expect(answer.data).toEqual({
      people: [
        { id: '1', c: 'code 1' },
        { id: '2', c: null },
        { id: '3', c: 'code 3' },
      ],
    });
    expect(answer.errors).toEqual([
      {
        message: 'An agency failed to answer this part of the request.',
        path: ['people', 1, 'c'],
        extensions: { code: 'SUBGRAPH_ERROR' },
      },
    ]);
  });

  test('accounts for the nulls that follow from it', async () => {
    const { ours } = await start();
    const answer = await ours('{ people { name blood } }');
    expect(answer.data).toBeNull();
    expect(told(answer)).toEqual([['people.1.blood', 'SUBGRAPH_ERROR']]);
  });

  test.each([[undefined], [[]], ['people.0'], [['_entities', 99, 'code']], [[{}]]])(
    'with the path %j counts for all that was asked there',
    async (path) => {
      const { ours } = await start(() => ({ body: { data: null, errors: [{ message: 'secret', path }] } }));
      const answer = await ours('{ person { name code notes } }');
      expect(answer.data).toEqual({ person: { name: 'name 1', code: null, notes: null } });
      expect(told(answer)).toEqual([
        ['person.code', 'SUBGRAPH_ERROR'],
        ['person.notes', 'SUBGRAPH_ERROR'],
      ]);
    },
  );

  test('is the place of a list, once, when the whole fetch for its elements failed', async () => {
    const { ours } = await start(() => ({ body: { errors: [{ message: 'secret' }] } }));
    const answer = await ours('{ p: people { name code } }');
    expect(answer.data).toEqual({ p: people.map(({ name }) => ({ name, code: null })) });
    expect(told(answer)).toEqual([['p', 'SUBGRAPH_ERROR']]);
  });
});

const inside = 'postgres://health:hunter2@10.0.0.7/patients';
const broken: readonly (readonly [string, RawAnswer])[] = [
  ['500 with a body', { status: 500, body: { errors: [{ message: inside }] } }],
  ['500 that looks like an answer', { status: 500, body: { data: { ward: inside } } }],
  ['401', { status: 401, body: { message: inside } }],
  ['a redirection', { status: 302, body: '' }],
  ['HTML', { contentType: 'text/html', body: `<h1>${inside}</h1>` }],
  ['half of a JSON text', { body: `{"data":{"ward":"${inside}` }],
  ['JSON of another kind', { body: [inside] }],
  ['nothing in it', { body: {} }],
];

describe('a subgraph that gives no GraphQL answer', () => {
  test.each(broken)('%s: is unavailable, and nothing of it is told', async (_, raw) => {
    const { ours, subgraphs } = await start(() => raw);
    const answer = await ours('{ w: ward bed hello }');
    expect(answer.data).toEqual({ w: null, bed: null, hello: 'Xin chào' });
    expect(answer.errors).toEqual(
      ['w', 'bed'].map((key) => ({
        message: 'An agency that holds part of the answer cannot be reached now.',
        path: [key],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      })),
    );
    const text = JSON.stringify(answer);
    for (const secret of [inside, subgraphs['health']?.url ?? '', 'health', 'stack'])
      expect(text).not.toContain(secret);
  });

  test('tells plain gateway’s clients where it is and what it said', async () => {
    const { plain, subgraphs } = await start(() => ({ status: 500, body: { message: inside } }));
    const text = JSON.stringify(await plain('{ ward }'));
    expect(text).toContain(subgraphs['health']?.url);
    expect(text).toContain('hunter2');
  });

  test('may say with GraphQL’s own media type that it refuses', async () => {
    const { ours } = await start(() => ({
      status: 400,
      contentType: 'application/graphql-response+json; charset=utf-8',
      body: { errors: [{ message: inside }] },
    }));
    expect(told(await ours('{ ward }'))).toEqual([['ward', 'SUBGRAPH_ERROR']]);
  });

  test('is unavailable when it is away', async () => {
    const { ours, subgraphs } = await start();
    await subgraphs['health']?.stop();
    expect(told(await ours('{ ward person { name code } }'))).toEqual([
      ['ward', 'SUBGRAPH_UNAVAILABLE'],
      ['person.code', 'SUBGRAPH_UNAVAILABLE'],
    ]);
  });

  test('is unavailable when it takes longer than it may, and holds nobody else up', async () => {
    let release = (): void => {};
    const never = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    const { ours } = await start(() => never, { limits: within(300) });
    const answer = await ours('{ ward hello }');
    release();
    expect(answer.data).toEqual({ ward: null, hello: 'Xin chào' });
    expect(told(answer)).toEqual([['ward', 'SUBGRAPH_UNAVAILABLE']]);
  });
});

const entitiesOf = (honest: unknown): unknown[] =>
  (honest as { data: { _entities: unknown[] } }).data._entities;
const withEntities =
  (change: (entities: unknown[]) => unknown): TestSubgraph['tamper'] =>
  (_: SubgraphRequest, honest) => ({ body: { data: { _entities: change(entitiesOf(honest)) } } });

describe('a subgraph that gives another number of entities than was asked', () => {
  test.each([
    ['fewer', (entities: unknown[]) => entities.slice(1)],
    ['more', (entities: unknown[]) => [{ code: 'x' }, ...entities]],
    ['none', () => []],
    ['no list', () => ({ 0: { code: 'x' } })],
    ['something that is no object', (entities: unknown[]) => ['x', ...entities.slice(1)]],
  ])('%s: shows nobody another one’s value', async (_, change) => {
    const { ours } = await start(withEntities(change));
    const answer = await ours('{ people { id notes code } }');
    expect(answer.data).toEqual({ people: people.map(({ id }) => ({ id, notes: null, code: null })) });
    expect(told(answer)).toEqual([['people', 'SUBGRAPH_ERROR']]);
  });

  test('in another order: shows nobody another one’s value', async () => {
    const { plain, ours } = await start(withEntities((entities) => entities.toReversed()));
    const query = '{ people { id notes code } }';
    expect((await plain(query)).data).toMatchObject({ people: [{ id: '1', code: 'code 3' }, {}, {}] });
    const answer = await ours(query);
    expect(answer.data).toEqual({ people: people.map(({ id }) => ({ id, notes: null, code: null })) });
    expect(told(answer)).toEqual([['people', 'SUBGRAPH_ERROR']]);
  });

  test('an entity that it does not know is null without an error', async () => {
    const { ours } = await start(withEntities((entities) => entities.map(() => null)));
    const { data, errors } = await ours('{ people { id code } }');
    expect({ data, errors }).toEqual({ data: { people: people.map(({ id }) => ({ id, code: null })) } });
  });
});

test('the operator learns which subgraph failed and why, in words of ours', async () => {
  const faults: SubgraphFault[] = [];
  const { ours } = await start(() => ({ status: 503, body: inside }), {
    onFault: (fault) => faults.push(fault),
  });
  await ours('{ ward }');
  expect(faults.map(({ subgraph, code, reason }) => [subgraph, code, reason])).toEqual([
    ['health', 'SUBGRAPH_UNAVAILABLE', 'no GraphQL answer (HTTP 503)'],
  ]);
  expect(faults[0]?.message).not.toContain('hunter2');
});
