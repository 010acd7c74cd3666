import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createReception } from '../../../gateway/http/reception.ts';
import { refuseDoubtful } from '../../../gateway/http/refuse-doubtful.ts';
import { takeEarly } from '../../../gateway/http/take-early.ts';
import { createTransport } from '../../../gateway/http/transport.ts';
import { defaultLimits } from '../../../gateway/limits/limits.ts';
import { createServer, serverBounds } from '../../../subgraphs/kit/http/create-server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Connections that each server below keeps. */
const places = 2;

const servers: readonly (readonly [string, () => FastifyInstance])[] = [
  [
    'the gateway',
    () => {
      const limits = { ...defaultLimits, load: { ...defaultLimits.load, connections: places } };
      const reception = createReception(limits, () => {});
      const app = createTransport(limits, reception);
      takeEarly(app.server, refuseDoubtful(reception));
      return app;
    },
  ],
  ['an agency', () => createServer({ ...serverBounds, connections: places })],
];

/** A server that answers `POST /` and `GET /` when the test says so, and counts what it begins. */
async function listen(create: () => FastifyInstance) {
  const app = create();
  const begun: ServerResponse[] = [];
  const arrived = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  app.route({
    method: ['GET', 'POST'],
    url: '/',
    handler: async (_, reply) => {
      begun.push(reply.raw);
      arrived.resolve();
      await over.promise;
      return 'answer';
    },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const open = (allowHalfOpen = false): Socket => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen });
    socket.on('error', () => {});
    closers.push(() => socket.destroy());
    return socket;
  };
  /** A connection whose client never ends its side. @returns when the server has let it go */
  const letGo = async (bytes: string): Promise<void> => {
    const connected = once(app.server, 'connection') as Promise<[Socket]>;
    const socket = open(true);
    socket.resume();
    const [atServer] = await connected;
    const gone = once(atServer, 'close');
    socket.write(bytes);
    await gone;
  };
  return { app, begun, arrived: arrived.promise, answer: () => over.resolve(), open, letGo };
}

const get = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
const json = 'content-type: application/json\r\n';
const post = `POST / HTTP/1.1\r\nhost: a\r\n${json}content-length: 2\r\n\r\n{}`;
const statuses = (answers: string) => answers.match(/HTTP\/1\.1 \d+/g);

test('the gateway keeps a connection longer than a proxy does, which keeps it for a minute', async () => {
  const [[, createGateway]] = servers as [(typeof servers)[number]];
  const { answer, open } = await listen(createGateway);
  answer();
  const socket = open();
  socket.write(get);
  const [given] = (await once(socket, 'data')) as [Buffer];
  expect(Number(/^keep-alive: timeout=(\d+)/im.exec(String(given))?.[1])).toBeGreaterThan(60);
});

describe.each(servers)('of %s', (_, create) => {
  test.each([
    ['requests', get],
    ['requests with bodies', post],
  ])('%s that come together one is begun, answered, and the connection closed', async (_what, request) => {
    const { app, begun, arrived, answer, open } = await listen(create);
    const errors: unknown[] = [];
    app.server.on('clientError', (error: Error) => errors.push(error));
    const socket = open();
    socket.write(request.repeat(1_000));
    await arrived;
    answer();
    const answers = await text(socket);
    expect(statuses(answers)).toEqual(['HTTP/1.1 200']);
    expect(answers).toMatch(/^connection: close\r$/im);
    expect(begun).toHaveLength(1);
    // Of a read it is not even seen what more there is in it.
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(50);
  });

  test('a request behind an answer that has begun to leave is not begun, and its connection closed', async () => {
    const { app, begun, open, letGo } = await listen(create);
    let reading = Promise.withResolvers<ServerResponse>();
    app.server.prependListener('request', (_request, response) => {
      response.writeHead(200, { 'content-length': 2 }).write('a');
      response.on('error', () => {});
      reading.resolve(response);
    });
    app.server.removeListener('request', app.server.listeners('request').at(-1) as () => void);
    const socket = open();
    socket.write(get + get);
    (await reading.promise).end('b');
    expect((await text(socket)).split('\r\n').at(-1)).toBe('ab');
    reading = Promise.withResolvers();
    const gone = letGo(get + get);
    (await reading.promise).end('b');
    await gone;
    expect(begun).toHaveLength(0);
  }, 10_000);

  test('a request behind a body that was refused meanwhile is not begun', async () => {
    const { app, begun, answer, open } = await listen(create);
    answer();
    const connected = once(app.server, 'connection') as Promise<[Socket]>;
    const socket = open(true);
    const [atServer] = await connected;
    const gone = once(atServer, 'close');
    // Of no size in which a system reads: its end and what is behind it come in one read.
    const length = (8 << 20) + 4_321;
    socket.write(`POST / HTTP/1.1\r\nhost: a\r\n${json}content-length: ${length}\r\n\r\n`);
    const [refused] = (await once(socket, 'data')) as [Buffer];
    expect(String(refused)).toMatch(/^HTTP\/1\.1 413 /);
    socket.write(' '.repeat(length) + get);
    await gone;
    expect(begun).toHaveLength(0);
  }, 10_000);

  test('who waits to be told to go on, and is refused, is not waited for', async () => {
    const { begun, letGo } = await listen(create);
    await letGo(
      `POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n${json}content-length: ${8 << 20}\r\n\r\n`,
    );
    expect(begun).toHaveLength(0);
  }, 10_000);

  test('a refused body is read past no further than one may be large', async () => {
    const { begun, letGo } = await listen(create);
    const piece = ' '.repeat(1 << 20);
    await letGo(`POST / HTTP/1.1\r\nhost: a\r\n${json}content-length: ${1 << 30}\r\n\r\n${piece.repeat(20)}`);
    expect(begun).toHaveLength(0);
  }, 10_000);

  test.each([
    ['of HTTP/0.9', 'GET /\r\n\r\n'],
    ['of two hosts', get.replace('host: a', 'host: a\r\nhost: b')],
    ['without a host', get.replace('host: a\r\n', '')],
    [
      'in a coding that is not undone',
      post.replace('content-length: 2\r\n\r\n{}', 'transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n'),
    ],
    [
      'of HTTP/1.0 in a coding of HTTP/1.1',
      post
        .replace('HTTP/1.1\r\n', 'HTTP/1.0\r\nconnection: keep-alive\r\n')
        .replace('content-length: 2\r\n\r\n{}', 'transfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    ],
  ])('a request %s is refused, and what follows it is not begun', async (_what, doubtful) => {
    const { begun, answer, open } = await listen(create);
    answer();
    const socket = open();
    socket.write(doubtful + post);
    expect(statuses(await text(socket))).toEqual(['HTTP/1.1 400']);
    expect(begun).toHaveLength(0);
  });

  test('who wants a tunnel is refused', async () => {
    const { open } = await listen(create);
    const socket = open();
    socket.write('CONNECT a:80 HTTP/1.1\r\nhost: a\r\n\r\nwhatever');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain('METHOD_NOT_ALLOWED');
  });

  test.each([
    ['a tunnel', 'CONNECT a:80 HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['another protocol', get.replace('host: a', 'host: a\r\nconnection: upgrade\r\nupgrade: websocket')],
  ])('who wants %s behind a request has that one answered, and nothing else', async (_what, behind) => {
    const { begun, arrived, answer, open } = await listen(create);
    const socket = open();
    socket.write(get + behind);
    await arrived;
    answer();
    const answers = await text(socket);
    expect([statuses(answers), begun.length]).toEqual([['HTTP/1.1 200'], 1]);
    expect(answers).toMatch(/^connection: close\r$/im);
  });

  test.each([
    ['announces it', `content-length: ${8 << 20}\r\n\r\n${' '.repeat(8 << 20)}`],
    [
      'does not',
      `transfer-encoding: chunked\r\n\r\n${(8 << 20).toString(16)}\r\n${' '.repeat(8 << 20)}\r\n0\r\n\r\n`,
    ],
  ])('who writes too large a body, and %s, and reads then is told so', async (_what, rest) => {
    const { open } = await listen(create);
    const socket = open();
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    socket.write(`POST / HTTP/1.1\r\nhost: a\r\n${json}${rest}`, (error) =>
      error ? reject(error) : resolve(),
    );
    await written;
    expect(statuses(await text(socket))).toEqual(['HTTP/1.1 413']);
  });

  test('who was silent longest gives way where all places are taken, never who waits for an answer', async () => {
    const { app, answer, arrived, open } = await listen(create);
    const comes = async (request = '') => {
      const socket = open();
      const connected = once(app.server, 'connection');
      socket.write(request);
      await connected;
      return socket;
    };
    const busy = await comes(get);
    await arrived;
    const silent = await comes();
    const newcomer = await comes(get);
    await once(silent, 'close');
    const beyond = open();
    await once(beyond, 'close');
    answer();
    for (const socket of [busy, newcomer]) {
      const [given] = (await once(socket, 'data')) as [Buffer];
      expect(String(given)).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  test('a stop waits no longer than for the rest of what was answered before it came whole', async () => {
    const { app, open } = await listen(create);
    app.server.prependListener('request', (_request, response) => response.end('early'));
    app.server.removeListener('request', app.server.listeners('request').at(-1) as () => void);
    const socket = open();
    socket.write(post.slice(0, -1));
    const [given] = (await once(socket, 'data')) as [Buffer];
    expect(String(given)).toMatch(/^HTTP\/1\.1 200 /);
    const stopped = app.close();
    socket.write(post.slice(-1));
    await stopped;
  });

  test('who was answered gives way in turn, and never to whoever came later', async () => {
    const { answer, open } = await listen(create);
    answer();
    const asked = await Promise.all(
      [open(), open()].map(async (socket) => {
        socket.write(get);
        await once(socket, 'data');
        return socket;
      }),
    );
    const gone = asked.map((socket) => once(socket, 'close'));
    const newcomers = [open(), open()];
    await Promise.all(gone);
    for (const socket of newcomers) {
      socket.write(get);
      const [given] = (await once(socket, 'data')) as [Buffer];
      expect(String(given)).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  test('who asked something last is kept longer than who connected last', async () => {
    const { app, answer, open } = await listen(create);
    answer();
    const [first, second] = [open(), open()];
    await Promise.all([once(first, 'connect'), once(second, 'connect')]);
    first.write(get);
    await once(first, 'data');
    const gone = once(second, 'close');
    const connected = once(app.server, 'connection');
    open();
    await Promise.all([connected, gone]);
    first.write(get);
    const [again] = (await once(first, 'data')) as [Buffer];
    expect(String(again)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
