import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { localGateway } from './local-gateway.ts';
import { ask, post, startLocal, type LocalServer } from './start-local.ts';

const servers: LocalServer[] = [];
const start: typeof startLocal = async (options) => {
  const server = await startLocal(options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const hello = { query: '{ hello }' };

describe('every answer', () => {
  test('is kept by no cache, framed by no page and guessed by no browser', async () => {
    const server = await start();
    const paths = ['/graphql', '/health/live', '/health/ready', '/nothing', '/%zz'];
    const answers = [
      await post(server.graphql, hello),
      ...(await Promise.all(paths.map((path) => ask(server.url + path)))),
    ];
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-type')).toMatch(/^application\/json; charset=utf-8$/);
    }
  });

  test.each(['case-worker:42', '9c858901-8a57-4791-81fe-123456789012', '0af7651916cd43dd844123456789319c'])(
    'carries the request id %j of the caller, and the trace',
    async (id) => {
      const { graphql } = await start();
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const { headers } = await post(graphql, hello, { 'x-request-id': id, traceparent });
      expect(headers.get('x-request-id')).toBe(id);
      expect(headers.get('traceparent')).toBe(traceparent);
    },
  );

  // The last two are shaped as the numbers of an identity card and of a person: an id ends up in logs.
  test.each(['', 'a b', 'x'.repeat(129), 'số-1', '"><script>', '000000000', 'of-001000000000'])(
    'has an id of its own where the one of the caller is %j',
    async (id) => {
      const { graphql } = await start();
      const { headers } = await post(graphql, hello, {
        'x-request-id': encodeLatin(id),
        traceparent: '00-0-0-01',
      });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('traceparent')).toBeNull();
    },
  );

  test('never shows a plan, a stack or a suggestion', async () => {
    const { graphql } = await start();
    const answer = await post(graphql, { query: '{ hell }' }, { 'apollo-query-plan-experimental': '1' });
    expect(answer.text).not.toMatch(/hello|[Pp]lan|stack|\bat \//);
    const good = await post(graphql, hello, { 'apollo-query-plan-experimental': '1' });
    expect(JSON.parse(good.text)).toEqual({ data: { hello: 'xin chào' } });
  });

  test('speaks Vietnamese to those who prefer it', async () => {
    const { graphql } = await start();
    const { errors, headers } = await post(graphql, '{', { 'accept-language': 'vi-VN,vi;q=0.9,en;q=0.8' });
    expect(errors[0]?.message).toBe(
      'Yêu cầu không phải là một yêu cầu GraphQL hợp lệ. (The body is not valid JSON.)',
    );
    expect(headers.get('content-language')).toBe('vi');
    expect(
      (await post(graphql, '{', { 'accept-language': 'fr, en;q=0.5, vi;q=0.1' })).errors[0]?.message,
    ).toBe('The body is not valid JSON.');
  });
});

describe('a fault of the gateway', () => {
  const failing = (error: Error) =>
    localGateway(async () => {
      throw error;
    });

  test('tells the caller nothing and the log everything', async () => {
    const fault = new TypeError('secret of http://inside:1/');
    const server = await start({ gateway: failing(fault) });
    const answer = await post(server.graphql, hello);
    expect(answer).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
    expect(answer.text).not.toContain('secret');
    expect(server.faults).toEqual([fault]);
  });

  test('by running out of stack on a request is the fault of the request', async () => {
    const server = await start({ gateway: failing(new RangeError('Maximum call stack size exceeded')) });
    expect(await post(server.graphql, hello)).toMatchObject({ status: 400, code: 'OPERATION_TOO_COMPLEX' });
    expect(server.faults).toEqual([]);
  });

  test('keeps what it knows about a subgraph to itself', async () => {
    const error = new GraphQLError('away', {
      extensions: {
        code: 'SUBGRAPH_UNAVAILABLE',
        serviceName: 'health',
        http: { status: 502 },
        stacktrace: ['a'],
      },
    });
    const server = await start({
      gateway: localGateway(async () => ({ data: { hello: null }, errors: [error] })),
    });
    const answer = await post(server.graphql, hello);
    expect(answer).toMatchObject({ status: 200, data: { hello: null } });
    expect(answer.errors[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  test('without any data has the status of its code', async () => {
    const error = new GraphQLError('away', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    const server = await start({ gateway: localGateway(async () => ({ errors: [error] })) });
    expect(await post(server.graphql, hello)).toMatchObject({ status: 503 });
  });
});

describe('bytes that are no request', () => {
  test.each([
    ['an unknown method', 'BREW /graphql HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    [
      'a method without a meaning here',
      'PROPFIND /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
      405,
    ],
    ['no HTTP', 'hello there\r\n\r\n', 400],
    ['a huge header', `GET /graphql HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
    ],
  ])('%s', async (_, bytes, status) => {
    const server = await start();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('cache-control: no-store');
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    expect(server.faults).toEqual([]);
  });
});

describe('stopping', () => {
  /** A server that holds its first request until it is released. */
  async function startHeld() {
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const server = await startLocal({
      gateway: localGateway(async () => {
        started.resolve();
        await release.promise;
        return { data: { hello: 'late' } };
      }),
    });
    return { server, started: started.promise, release: release.resolve };
  }

  test('lets the requests under way finish', async () => {
    const { server, started, release } = await startHeld();
    const answer = post(server.graphql, hello);
    await started;
    const stopped = server.stop();
    await expect.poll(() => isRefused(server.url)).toBe(true);
    release();
    expect(await answer).toMatchObject({ data: { hello: 'late' } });
    await stopped;
  });

  test('sends away what comes in on a connection that is still open', async () => {
    const { server, started, release } = await startHeld();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const received = text(socket);
    const request = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 21\r\n\r\n{"query":"{ hello }"}`;
    socket.write(request);
    await started;
    const stopped = server.stop();
    await expect.poll(() => isRefused(server.url)).toBe(true);
    socket.write(request);
    release();
    await stopped;
    expect(await received).toContain('"late"');
    expect(server.faults).toEqual([]);
  });
});

/** Whether nobody listens any more. */
function isRefused(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  return once(socket, 'connect').then(
    () => (socket.destroy(), false),
    () => true,
  );
}

/** Header values travel as Latin-1; this is how UTF-8 bytes look in it. */
function encodeLatin(value: string): string {
  return Buffer.from(value).toString('latin1');
}
