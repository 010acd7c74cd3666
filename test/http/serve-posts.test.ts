import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSharedRoom } from '../../subgraphs/kit/http/shared-room.ts';
import { readBody } from '../../subgraphs/kit/http/read-body.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { localGateway } from './local-gateway.ts';
import { post, startLocal, type LocalServer } from './start-local.ts';

const bodyBytes = 100_000;
const room = 150_000;
const long = `{ hello # ${'x'.repeat(20_000)}\n}`;
const unending = '{ hello # unending\n}';
let asked = Promise.withResolvers<void>();
const over = Promise.withResolvers<void>();
const gateway = localGateway(async ({ source }) => {
  if (source === unending) {
    asked.resolve();
    await over.promise;
  }
  return { data: { hello: source === long ? long : 'xin chào' } };
});

let server: LocalServer;
const told: string[] = [];
const ended: string[] = [];
beforeAll(async () => {
  server = await startLocal({
    gateway,
    limits: {
      ...defaultLimits,
      request: { bodyBytes },
      load: { ...defaultLimits.load, bodyBytes: room },
    },
    runLog: { answered: ({ route, status }) => told.push(`${route} ${status}`) },
    tracing: {
      begin: () => ({
        traceparent: '',
        step: () => {},
        end: (route, status) => ended.push(`${route} ${status}`),
      }),
      close: async () => {},
    },
  });
});
afterAll(() => {
  over.resolve();
  return server.stop();
});

const whole = JSON.stringify({ query: '{ hello }' });
const json = 'content-type: application/json\r\n';

/** What is sent after the first line of a request and its host. */
const posts = {
  'a request': `${json}content-length: ${whole.length}\r\n\r\n${whole}`,
  'a request in pieces': `${json}transfer-encoding: chunked\r\n\r\n7\r\n${whole.slice(0, 7)}\r\n${(whole.length - 7).toString(16)}\r\n${whole.slice(7)}\r\n0\r\n\r\n`,
  'a request whose answer is long': `${json}content-length: ${JSON.stringify({ query: long }).length}\r\n\r\n${JSON.stringify({ query: long })}`,
  'a text that is not valid': `${json}content-length: 15\r\n\r\n{"query":"{ a "`,
  'a form': `content-type: text/plain\r\ncontent-length: ${whole.length}\r\n\r\n${whole}`,
  'no body': `${json}content-length: 0\r\n\r\n`,
  'what announces too much': `${json}content-length: ${bodyBytes + 1}\r\n\r\n`,
  'what turns out too much': `${json}transfer-encoding: chunked\r\n\r\n${(bodyBytes + 1).toString(16)}\r\n${' '.repeat(bodyBytes + 1)}\r\n`,
  'what nobody can be answered in': `accept: text/html\r\n${json}content-length: ${whole.length}\r\n\r\n${whole}`,
};

function open(): Socket {
  return connect(Number(new URL(server.url).port), '127.0.0.1');
}

/** The whole answer, without what is another one each time. */
async function answerTo(path: string, rest: string): Promise<readonly string[]> {
  const socket = open();
  socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\n${rest}`);
  const last = new AbortController();
  const received: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => {
    received.push(bytes);
    const [head = '', body] = Buffer.concat(received).toString('latin1').split('\r\n\r\n');
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (body?.length === Number(length)) last.abort();
  });
  await Promise.race([once(last.signal, 'abort'), once(socket, 'close')]);
  socket.destroy();
  const [head = '', body = ''] = Buffer.concat(received).toString('latin1').split('\r\n\r\n');
  const lines = head.toLowerCase().split('\r\n');
  return [...lines.filter((line) => !/^(date|x-request-id):/.test(line)).toSorted(), body];
}

describe('a POST to the path of the graph, and to another spelling of it that the framework serves', () => {
  test.each(Object.entries(posts))('are answered alike: %s', async (_, rest) => {
    const answer = await answerTo('/graphql?from=here', rest);
    expect(answer).toEqual(await answerTo('/gr%61phql', rest));
    expect(answer.join()).toContain('content-type');
  });
});

test('a body that is not read to its end closes the connection, every other keeps it', async () => {
  expect(await answerTo('/graphql', posts['what turns out too much'])).toContain('connection: close');
  expect(await answerTo('/graphql', posts['what announces too much'])).toContain('connection: close');
  expect(await answerTo('/graphql', posts['a form'])).toContain('connection: keep-alive');
});

test('each answer that has left is told, with its status', async () => {
  told.length = 0;
  await post(server.graphql, { query: '{ hello }' });
  await post(server.graphql, '{');
  await expect.poll(() => told).toEqual(['/graphql 200', '/graphql 400']);
});

test.each(['/graphql', '/gr%61phql'])(
  'a request at %s whose caller leaves before the answer is told once, with a status that says so',
  async (path) => {
    told.length = 0;
    ended.length = 0;
    asked = Promise.withResolvers();
    const body = JSON.stringify({ query: unending });
    const socket = open();
    socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\n${json}content-length: ${body.length}\r\n\r\n${body}`);
    await asked.promise;
    socket.destroy();
    await expect.poll(() => told).toEqual(['/graphql 499']);
    await post(server.graphql, { query: '{ hello }' });
    await expect.poll(() => told).toEqual(['/graphql 499', '/graphql 200']);
    expect(ended).toEqual(told);
  },
);

test('who goes before the body is whole harms nobody, and is no fault of ours', async () => {
  const socket = open();
  const gone = once(socket, 'close');
  socket.write(`POST /graphql HTTP/1.1\r\nhost: a\r\n${json}content-length: 1000\r\n\r\n{"query":`, () =>
    socket.resetAndDestroy(),
  );
  await gone;
  expect((await post(server.graphql, { query: '{ hello }' })).status).toBe(200);
  expect(server.faults).toEqual([]);
});

test('a second request on the connection is answered after the first', async () => {
  const socket = open();
  const request = `POST /graphql HTTP/1.1\r\nhost: a\r\n${posts['a request']}`;
  socket.write(request);
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(String(first)).toMatch(/^HTTP\/1\.1 200 /);
  socket.write(request.replace('host: a', 'host: a\r\nconnection: close'));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each(['/graphql', '/gr%61phql', '/nowhere'])(
  'where more bodies come than there is room for, one above its share, at %s, is told to come again, and who is small is answered',
  async (path) => {
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\n${json}transfer-encoding: chunked\r\n\r\n`;
    const body = (bytes: number) => `${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n`;
    const sockets = [open(), open()];
    const answers = sockets.map((socket) => text(socket).catch(String));
    for (const socket of sockets) socket.write(`${head}${body(bodyBytes - 1)}`);
    const answer = await Promise.race(answers);
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/^retry-after: 1\r$/m);
    expect(answer).toContain('OVERLOADED');
    expect((await post(server.graphql, { query: '{ hello }' })).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await Promise.all(answers);
  },
);

test('a body of which the rest never comes is refused, not waited for', async () => {
  const { promise: outcome, resolve } = Promise.withResolvers<unknown>();
  const listener = createServer((request) =>
    resolve(
      readBody(request, bodyBytes, createSharedRoom(bodyBytes), 'one').catch((error: unknown) => error),
    ),
  );
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  socket.end('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{');
  expect(await outcome).toMatchObject({ statusCode: 400 });
  listener.close();
});
