import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { defaultLimits, type Limits } from '../../gateway/limits/limits.ts';
import { post, startLocal, type LocalServer } from '../http/start-local.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';

const limits: Limits = {
  ...defaultLimits,
  request: { bodyBytes: 20_000 },
  operation: {
    ...defaultLimits.operation,
    nesting: 30,
    tokens: 300,
    depth: 8,
    selections: 60,
    comparisons: 1_500,
    aliases: 5,
    rootFields: 10,
    listSize: 50,
    cost: 100,
  },
  variables: { count: 3, values: 20, nesting: 4 },
};

let server: LocalServer;
beforeAll(async () => {
  const supergraphSdl = tinySupergraph(`
    type Query { a: String self: Query page(first: Int = 20, in: In): [Thing!] }
    type Thing { id: ID part: Thing }
    input In { x: [Int!] in: In }`);
  server = await startLocal({ gateway: createFederation({ supergraphSdl, limits }), limits });
});
afterAll(() => server.stop());

const nested = (levels: number): object => (levels === 0 ? {} : { in: nested(levels - 1) });

describe('a request that goes beyond a limit is told which, what is allowed, what it asked and how to mend it:', () => {
  test.each([
    ['nesting', { query: `{ page(in: ${'{ in: '.repeat(40)}{}${' }'.repeat(40)}) { id } }` }, undefined],
    ['tokens', { query: `{ a ${'a '.repeat(400)} }` }, undefined],
    ['depth', { query: `${'{ self '.repeat(9)}{ a }${' }'.repeat(9)}` }, 10],
    [
      'selections',
      {
        query: `{ self { ...F } b: self { ...F } c: self { ...F } } fragment F on Query { ${'a __typename '.repeat(12)} }`,
      },
      undefined,
    ],
    ['comparisons', { query: `{ self { ${'a '.repeat(58)} } }` }, undefined],
    ['aliases', { query: `{ self { ${[1, 2, 3, 4, 5, 6].map((n) => `a${n}: a`).join(' ')} } }` }, undefined],
    ['rootFields', { query: `{ ${'a '.repeat(11)} }` }, 11],
    ['listSize', { query: '{ page(first: 51) { id } }' }, 51],
    ['cost', { query: '{ page(first: 50) { part { part { id } } } }' }, 150],
    ['variableCount', { query: '{ a }', variables: { a: 1, b: 2, c: 3, d: 4 } }, 4],
    [
      'variableValues',
      { query: '{ a }', variables: { a: Array.from({ length: 30 }, (_, n) => n) } },
      undefined,
    ],
    ['variableNesting', { query: '{ a }', variables: { a: nested(6) } }, undefined],
  ])('%s', async (name, body, asked) => {
    const { status, errors, data } = await post(server.graphql, body);
    expect([status, data]).toEqual([400, undefined]);
    const [{ message, extensions } = { message: '', extensions: {} }] = errors;
    const allowed = { ...limits.operation, variableCount: 3, variableValues: 20, variableNesting: 4 }[name];
    expect(extensions?.['limit']).toMatchObject({ name, allowed, ...(asked !== undefined && { asked }) });
    expect(message).toContain(`At most ${allowed} `);
    expect(message).toMatch(/\. [A-Z].*\.$/);
  });

  test('bodyBytes', async () => {
    const answer = await post(server.graphql, { query: `{ a } #${'x'.repeat(30_000)}` });
    expect(answer).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
    expect(answer.errors[0]?.extensions?.['limit']).toEqual({ name: 'bodyBytes', allowed: 20_000 });
  });

  test('in Vietnamese, too', async () => {
    const { errors } = await post(
      server.graphql,
      { query: '{ page(first: 51) { id } }' },
      { 'accept-language': 'vi' },
    );
    expect(errors[0]?.message).toMatch(/^Câu truy vấn yêu cầu nhiều dữ liệu/);
  });
});

test('nothing is asked of anybody before the limits are kept, and each request is measured by its own variables', async () => {
  const query = 'query ($n: Int) { page(first: $n) { part { id } } }';
  const small = await post(server.graphql, { query, variables: { n: 2 } });
  const large = await post(server.graphql, { query, variables: { n: 60 } });
  expect(small).toMatchObject({ status: 200, code: 'SUBGRAPH_UNAVAILABLE' });
  expect(large).toMatchObject({ status: 400, code: 'OPERATION_TOO_COSTLY', data: undefined });
  expect(await post(server.graphql, { query, variables: { n: 3 } })).toMatchObject({ status: 200 });
});
