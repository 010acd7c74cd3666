import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { startGuardedGraph, type GuardedGraph } from './guarded-graph.ts';
import { denied, expectRefused, post, send } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

const read = { query: '{ ping me { fullName } }' };
const search = (query: string) => `${graph.url}?${new URLSearchParams({ query })}`;

test.each([[[read, read]], [[read]], [[]]])('J1: a batch is refused: %j', async (batch) => {
  expectRefused(graph, await post(graph.url, batch), 400, 'BAD_REQUEST');
});

test('J2: a mutation by GET is refused', async () => {
  const url = search('mutation { touch }');
  for (const headers of [{ 'apollo-require-preflight': '1' }, { accept: 'application/json' }]) {
    const answer = await send(url, { headers });
    expectRefused(graph, answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toBe('POST');
  }
  const hidden = `${search('query A { ping } mutation B { touch }')}&operationName=B`;
  expectRefused(
    graph,
    await send(hidden, { headers: { accept: 'application/json' } }),
    405,
    'METHOD_NOT_ALLOWED',
  );
});

test('J3: a GET that any page could send is refused', async () => {
  expectRefused(graph, await send(search('{ ping }')), 400, 'CSRF_PREVENTED');
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'message/x', 'text/plain, application/json'])(
  'J3: a GET with a type for a body that it has not is refused: %s',
  async (type) => {
    const headers = { 'content-type': type, 'apollo-require-preflight': '1' };
    expectRefused(graph, await send(search('{ ping }'), { headers }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  },
);

test.each(['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded'])(
  'J3: a POST as forms send it is refused: %s',
  async (type) => {
    expectRefused(graph, await post(graph.url, read, { 'content-type': type }), 400, 'CSRF_PREVENTED');
  },
);

test('J3: a GET that proves that it was asked for is answered, and judged', async () => {
  const answer = await send(search(read.query), { headers: { 'apollo-require-preflight': '1' } });
  expect([answer.status, answer.data, denied(answer)]).toEqual([200, { ping: 'pong', me: null }, ['me']]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.each([
  '{ ping ... @defer { me { fullName } } }',
  '{ ...F @defer(label: "a") } fragment F on Query { ping }',
  '{ citizens @stream(initialCount: 1) { fullName } }',
  'query($d: Boolean!) { ping ... @defer(if: $d) { me { fullName } } }',
])('J4: an answer in pieces is refused, whatever its parts: %s', async (query) => {
  const accept = 'multipart/mixed;deferSpec=20220824, application/json';
  const answer = await post(graph.url, { query, variables: { d: false } }, { accept });
  expect([answer.data, graph.sent()]).toEqual([undefined, '']);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expectRefused(
    graph,
    await post(graph.url, { query, variables: { d: false } }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  );
});

test('J4: a subscription is refused', async () => {
  const answer = await graph.ask('', 'subscription { ping }');
  expect([answer.status, answer.data, graph.sent()]).toEqual([400, undefined, '']);
});

test('J6: an upload is refused', async () => {
  const form = new FormData();
  form.set('operations', JSON.stringify(read));
  form.set('map', '{}');
  form.set('0', new Blob(['file']), 'file.txt');
  expectRefused(graph, await send(graph.url, { method: 'POST', body: form }), 400, 'CSRF_PREVENTED');
  const headers = { 'apollo-require-preflight': '1' };
  const vouched = await send(graph.url, { method: 'POST', body: form, headers });
  expect([vouched.status, vouched.data, graph.sent()]).toEqual([expect.toBeOneOf([400, 415]), undefined, '']);
});
