import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { composeGraph, link, serveGateway, startGraph } from './start-graph.ts';

const people = { 1: { id: '1', name: 'An' }, 2: { id: '2', name: 'Bình' } };
const register: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Query { person(id: ID!): Person all(ids: [ID!]): [Person] }
    type Mutation { add(n: Int!): Int! }
    type Person @key(fields: "id") { id: ID! name: String }`,
  resolvers: {
    Query: {
      person: (_: unknown, { id }: { readonly id: '1' | '2' }) => people[id],
      all: () => Object.values(people),
    },
    Mutation: { add: (_: unknown, { n }: { readonly n: number }) => (sum += n) },
  },
};
const health: TestSubgraph = {
  typeDefs: `${link('@key')} type Person @key(fields: "id") { id: ID! codes(year: Int): [String!] }
    type Mutation { double: Int! }`,
  resolvers: {
    Person: {
      codes: ({ id }: { readonly id: string }, { year }: { readonly year?: number }) => [`${id}-${year}`],
    },
    Mutation: { double: () => (sum *= 2) },
  },
};
let sum = 0;

describe('a fetch', () => {
  test('carries what was signed for exactly its subgraph, body and request, and nothing of the client', async () => {
    const calls: { readonly subgraph: string; readonly body: string; readonly context: unknown }[] = [];
    const { ours, subgraphs } = await startGraph(
      { register, health },
      {
        headersFor: async (call) => {
          calls.push(call);
          return { 'x-proof': createHash('sha256').update(call.body).digest('hex') };
        },
      },
    );
    await ours(
      '{ person(id: 1) { name codes } }',
      {},
      { 'x-proof': 'forged', authorization: 'Bearer secret', cookie: 'a=b' },
    );
    for (const [name, { requests }] of Object.entries(subgraphs)) {
      expect(requests).toHaveLength(1);
      const [request] = requests;
      expect(request?.headers['x-proof']).toBe(
        createHash('sha256')
          .update(request?.body ?? '')
          .digest('hex'),
      );
      expect(request?.headers).not.toHaveProperty('authorization');
      expect(request?.headers).not.toHaveProperty('cookie');
      expect(request?.headers.accept).toContain('application/graphql-response+json');
      expect(calls.find(({ subgraph }) => subgraph === name)?.body).toBe(request?.body);
    }
  });

  test('does not leave when it cannot be signed, and the client is not told why', async () => {
    const { ours, subgraphs } = await startGraph(
      { register, health },
      { headersFor: () => Promise.reject(new Error('key of the gateway')) },
    );
    const answer = await ours('{ person(id: 1) { name } }');
    expect(answer.data ?? null).toBeNull();
    expect(answer.status).toBe(500);
    expect(subgraphs['register']?.requests).toEqual([]);
  });

  test('uses a connection that is kept open', async () => {
    const { ours, subgraphs } = await startGraph({ register, health });
    for (let n = 0; n < 5; n++) await ours(`{ person(id: 1) { a${n}: name codes } }`);
    for (const { requests } of Object.values(subgraphs)) {
      expect(requests).toHaveLength(5);
      expect(new Set(requests.map(({ port }) => port)).size).toBe(1);
    }
  });

  test('gets the values of just the variables that it uses', async () => {
    const { ours, subgraphs } = await startGraph({ register, health });
    const query = 'query ($id: ID!, $year: Int = 2024) { person(id: $id) { name codes(year: $year) } }';
    expect((await ours(query, { id: '2', year: 2025 })).data).toEqual({
      person: { name: 'Bình', codes: ['2-2025'] },
    });
    expect(subgraphs['register']?.requests[0]?.variables).toEqual({ id: '2' });
    expect(subgraphs['health']?.requests[0]?.variables).toMatchObject({ year: 2025 });
    expect((await ours(query, { id: '1' })).data).toEqual({ person: { name: 'An', codes: ['1-2024'] } });
  });

  test('of entities keeps its own variable apart from a client’s of the same name', async () => {
    const { plain, ours } = await startGraph({ register, health });
    const query = 'query ($representations: Int) { person(id: 1) { name codes(year: $representations) } }';
    const right = { person: { name: 'An', codes: ['1-7'] } };
    expect((await plain(query, { representations: 7 })).data).not.toEqual(right);
    expect((await ours(query, { representations: 7 })).data).toEqual(right);
  });
});

test('a value of a variable that does not fit is refused without being repeated', async () => {
  const { ours, subgraphs } = await startGraph({ register, health });
  const answer = await ours('query ($year: Int) { person(id: 1) { codes(year: $year) } }', {
    year: '079123',
  });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer)).not.toContain('079123');
  expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  expect(subgraphs['register']?.requests).toEqual([]);
});

test('one text with other variables is another question', async () => {
  const { ours } = await startGraph({ register, health });
  const query = 'query ($id: ID!) { person(id: $id) { name } }';
  const answers = await Promise.all(['1', '2', '1'].map((id) => ours(query, { id })));
  expect(answers.map(({ data }) => data)).toEqual(['An', 'Bình', 'An'].map((name) => ({ person: { name } })));
});

test('mutations run one after another in the order of the operation, each as often as it is written', async () => {
  sum = 0;
  const { ours } = await startGraph({ register, health });
  const { data } = await ours(
    'mutation { five: add(n: 5) ten: double again: add(n: 5) more: add(n: 5) last: double }',
  );
  expect(data).toEqual({ five: 5, ten: 10, again: 15, more: 20, last: 40 });
});

test('the schema is told beside data, under the client’s names and variables', async () => {
  const { ours } = await startGraph({ register, health });
  const query = `query ($t: String!) {
    s: __type(name: $t) { n: name ...F } person(id: 1) { name } __schema { queryType { name } }
  } fragment F on __Type { fields { name } }`;
  const { data } = await ours(query, { t: 'Person' });
  expect(Object.keys(data ?? {})).toEqual(['s', 'person', '__schema']);
  expect(data).toEqual({
    s: { n: 'Person', fields: [{ name: 'id' }, { name: 'codes' }, { name: 'name' }] },
    person: { name: 'An' },
    __schema: { queryType: { name: 'Query' } },
  });
});

test('no header makes the gateway show its plan', async () => {
  const { plain, ours } = await startGraph({ register, health });
  const header = { 'Apollo-Query-Plan-Experimental': '1' };
  expect(JSON.stringify(await plain('{ person(id: 1) { codes } }', {}, header))).toContain('QueryPlan');
  const answer = await ours('{ person(id: 1) { codes } }', {}, header);
  expect(answer.extensions).toBeUndefined();
  expect(JSON.stringify(answer)).not.toMatch(/QueryPlan|register|health/);
});

describe('another supergraph', () => {
  const next: TestSubgraph = {
    typeDefs: `${link('@key')} type Query { hello: String }`,
    resolvers: { Query: { hello: () => 'Chào' } },
  };

  test('serves from the next request on', async () => {
    const { supergraphSdl } = await startGraph({ register });
    const { supergraphSdl: newer } = await startGraph({ next });
    const federation = createFederation({ supergraphSdl });
    const ask = await serveGateway(federation);
    expect((await ask('{ person(id: 1) { name } }')).data).toEqual({ person: { name: 'An' } });
    federation.reload(newer);
    expect((await ask('{ hello }')).data).toEqual({ hello: 'Chào' });
    expect((await ask('{ person(id: 1) { name } }')).errors?.[0]?.extensions?.['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect(federation.subgraphs().map(({ name }) => name)).toEqual(['next']);
  });

  test('that cannot be served is refused with the reason, and the last good one goes on', async () => {
    const { supergraphSdl } = await startGraph({ register });
    const federation = createFederation({ supergraphSdl });
    const ask = await serveGateway(federation);
    expect(() => federation.reload('type Query { a: Int }')).toThrow(/The supergraph cannot be served/);
    expect(() => federation.reload(composeGraph({ next }, () => 'nowhere'))).toThrow(
      /"next" needs an http or https/,
    );
    expect((await ask('{ person(id: 1) { name } }')).data).toEqual({ person: { name: 'An' } });
    expect(federation.subgraphs().map(({ name }) => name)).toEqual(['register']);
  });

  test('does not change the one that a request under way began with', async () => {
    let release = (): void => {};
    let arrived = (): void => {};
    const isThere = new Promise<void>((resolve) => (arrived = resolve));
    const slow: TestSubgraph = {
      ...register,
      tamper: async () => {
        arrived();
        await new Promise<void>((resolve) => (release = resolve));
        return undefined;
      },
    };
    const { supergraphSdl } = await startGraph({ register: slow, health });
    const federation = createFederation({ supergraphSdl });
    const ask = await serveGateway(federation);
    const answer = ask('{ person(id: 1) { name codes } }');
    await isThere;
    federation.reload(composeGraph({ next }, () => 'http://127.0.0.1:1/next'));
    release();
    expect((await answer).data).toEqual({ person: { name: 'An', codes: ['1-undefined'] } });
  });
});
