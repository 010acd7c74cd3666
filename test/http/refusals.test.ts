import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { ask, post, startLocal, type LocalServer } from './start-local.ts';

let server: LocalServer;
let url: string;
beforeAll(async () => {
  server = await startLocal({ limits: { ...defaultLimits, request: { bodyBytes: 100_000 } } });
  url = server.graphql;
});
afterAll(() => server.stop());
// Nothing that a client does may count as a fault of ours.
afterEach(() => {
  if (server.faults.length > 0) throw new Error('the server reported a fault of its own');
});

const hello = { query: '{ hello }' };

describe('a body', () => {
  test.each([
    ['that is not JSON', '{ "query": ', 400, 'BAD_REQUEST'],
    ['that is a JSON string', '"{ hello }"', 400, 'BAD_REQUEST'],
    ['that is null', 'null', 400, 'BAD_REQUEST'],
    ['that is a batch', [hello, hello], 400, 'BAD_REQUEST'],
    ['without a query', {}, 400, 'BAD_REQUEST'],
    ['with an empty query', { query: ' ' }, 400, 'BAD_REQUEST'],
    ['with variables in a string', { ...hello, variables: '{}' }, 400, 'BAD_REQUEST'],
    ['with a list of variables', { ...hello, variables: [] }, 400, 'BAD_REQUEST'],
    ['with a syntax error', { query: '{ hello ' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with a million tokens', { query: '{ ' + 'hello '.repeat(15_000) + '}' }, 400, 'OPERATION_TOO_COMPLEX'],
    [
      'with the same fields too often',
      { query: `{ ${'self { hello } '.repeat(2_000)} }` },
      400,
      'OPERATION_TOO_COMPLEX',
    ],
    ['with an unknown field', { query: '{ hallo }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['with @defer', { query: '{ ... @defer { hello } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['with @stream', { query: '{ many @stream { hello } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown operation', { ...hello, operationName: 'Other' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
    [
      'with two operations',
      { query: 'query A { hello } query B { hello }' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['with no operation', { query: 'fragment A on Query { hello }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['with a subscription', { query: 'subscription { tick }' }, 400, 'BAD_REQUEST'],
    ['nested too deeply', '['.repeat(40_000), 400, 'OPERATION_TOO_COMPLEX'],
    [
      'with variables nested too deeply',
      `{"query":"{ hello }","variables":{"a":${'['.repeat(300)}${']'.repeat(300)}}}`,
      400,
      'OPERATION_TOO_COMPLEX',
    ],
    ['with a query nested too deeply', { query: '{ self '.repeat(9_000) }, 400, 'OPERATION_TOO_COMPLEX'],
    [
      'with an argument nested too deeply',
      { query: `{ hello(at: ${'['.repeat(9_000)}) }` },
      400,
      'OPERATION_TOO_COMPLEX',
    ],
    ['that is too large', { query: `{ hello } #${'x'.repeat(100_000)}` }, 413, 'PAYLOAD_TOO_LARGE'],
    ['with a persisted query of no shape', { extensions: { persistedQuery: 'x' } }, 400, 'BAD_REQUEST'],
    [
      'with the hash of another query',
      { ...hello, extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
      400,
      'BAD_REQUEST',
    ],
  ])('%s is refused', async (_, body, status, code) => {
    expect(await post(url, body)).toMatchObject({ status, code, data: undefined });
  });

  test.each([
    [45, 200, undefined],
    [900, 400, 'OPERATION_TOO_COMPLEX'],
  ])('with %i fragments that call each other in a row gives %i', async (count, status, code) => {
    const fragments = Array.from(
      { length: count },
      (_, n) => `fragment f${n} on Query { self { ...f${n + 1} } }`,
    );
    const query = `{ ...f0 } ${fragments.join(' ')} fragment f${count} on Query { hello }`;
    expect(await post(url, { query })).toMatchObject({ status, code });
  });

  test('of a long query that opens few brackets at once is answered', async () => {
    const query = `{ ${Array.from({ length: 500 }, (_, n) => `a${n}: self { hello }`).join(' ')} }`;
    expect(await post(url, { query })).toMatchObject({ status: 200 });
  });

  test('that is a batch says how to send it', async () => {
    expect((await post(url, [hello])).errors[0]?.message).toContain('each operation in a request of its own');
  });

  test('that is not UTF-8 is refused', async () => {
    const body = Buffer.from('{"query":"{ hello(name: \\"\u00e9\\") }"}', 'latin1');
    const answer = await ask(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('with keys of an object prototype is an ordinary body', async () => {
    const body =
      '{"query":"{ hello }","variables":{"__proto__":{"a":1},"constructor":1},"__proto__":{"query":1}}';
    expect(await post(url, body)).toMatchObject({ status: 200 });
  });
});

describe('a media type', () => {
  test.each([
    ['text/plain', 400, 'CSRF_PREVENTED'],
    ['application/x-www-form-urlencoded', 400, 'CSRF_PREVENTED'],
    ['multipart/form-data; boundary=x', 400, 'CSRF_PREVENTED'],
    ['application/graphql', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/json; charset=utf-16', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/jsonp', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['nonsense', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/json; charset=UTF-8', 200, undefined],
    ['Application/JSON;charset="utf-8"', 200, undefined],
  ])('Content-Type %s gives %i', async (type, status, code) => {
    expect(await post(url, hello, { 'content-type': type })).toMatchObject({ status, code });
  });

  test.each([
    ['text/html', 406],
    ['application/json; charset=latin1', 406],
    ['application/json;q=0', 406],
    ['text/html, */*;q=0.1', 200],
  ])('Accept %s gives %i', async (accept, status) => {
    const answer = await post(url, hello, { accept });
    expect(answer).toMatchObject({ status });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('of a compressed body gives 415', async () => {
    const answer = await post(url, hello, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('a GET', () => {
  const get = (search: string, headers: Record<string, string> = {}) => ask(`${url}?${search}`, { headers });
  const read = `query=${encodeURIComponent('{ hello }')}`;
  const write = `query=${encodeURIComponent('mutation { raise }')}`;
  const vouched = { accept: 'application/graphql-response+json' };

  test.each([
    ['with no header of its own', read, {}, 400, 'CSRF_PREVENTED'],
    ['that names a GraphQL media type', read, vouched, 200, undefined],
    ['that names JSON', read, { accept: 'application/json' }, 200, undefined],
    ['with a preflight header', read, { 'apollo-require-preflight': 'true' }, 200, undefined],
    [
      'that the browser calls cross-site',
      read,
      { ...vouched, 'sec-fetch-site': 'cross-site' },
      400,
      'CSRF_PREVENTED',
    ],
    ['of a constant', 'query={__typename}', {}, 200, undefined],
    [
      'of a constant, cross-site',
      'query={__typename}',
      { 'sec-fetch-site': 'cross-site' },
      400,
      'CSRF_PREVENTED',
    ],
    [
      'with an odd Content-Type',
      read,
      { ...vouched, 'content-type': 'text/plain' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['of a mutation', write, vouched, 405, 'METHOD_NOT_ALLOWED'],
    ['of a mutation, with no header of its own', write, {}, 405, 'METHOD_NOT_ALLOWED'],
    ['without a query', '', vouched, 400, 'BAD_REQUEST'],
    ['with a query given twice', `${read}&${read}`, vouched, 400, 'BAD_REQUEST'],
    ['with variables that are not JSON', `${read}&variables={`, vouched, 400, 'BAD_REQUEST'],
    ['with variables of the wrong type', `${read}&variables=[]`, vouched, 400, 'BAD_REQUEST'],
    ['with bytes that are not UTF-8', 'query=%ff%fe', vouched, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with a broken escape', 'query=%zz', vouched, 400, 'GRAPHQL_PARSE_FAILED'],
  ] as const)('%s', async (_, search, headers, status, code) => {
    expect(await get(search, headers)).toMatchObject({ status, code });
  });

  test('of a mutation says which method to use', async () => {
    expect((await get(write, vouched)).headers.get('allow')).toBe('POST');
  });

  test('by HEAD has the status and no body', async () => {
    const answer = await ask(`${url}?${read}`, { method: 'HEAD', headers: vouched });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  test('of a mutation by HEAD is not run', async () => {
    expect(await ask(`${url}?${write}`, { method: 'HEAD', headers: vouched })).toMatchObject({ status: 405 });
  });
});

describe('an address', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is not for %s', async (method) => {
    const answer = await ask(url, { method });
    expect(answer).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test.each(['/nothing', '//graphql', '/graphql/', '/graphql/x', '/', '/%zz', '/../etc/passwd'])(
    '%s has nothing',
    async (path) => {
      expect((await ask(server.url + path)).status).toBeOneOf([400, 404]);
    },
  );

  test('that is very long is refused', async () => {
    expect((await ask(`${url}?query=${'x'.repeat(20_000)}`)).status).toBeOneOf([414, 431]);
  });
});

describe('a persisted query', () => {
  const query = '{ hello persisted: hello }';
  const extensions = {
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  };

  test('is not found before its text was sent, and runs after', async () => {
    expect(await post(url, { extensions })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
      data: undefined,
    });
    expect(await post(url, { query, extensions })).toMatchObject({ status: 200 });
    expect(await post(url, { extensions })).toMatchObject({ data: { persisted: 'xin chào' } });
  });
});
