import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { createReception } from '../../gateway/http/reception.ts';
import { refuseUnreadable } from '../../gateway/http/refuse-unreadable.ts';
import { createTransport } from '../../gateway/http/transport.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { closeInTurn } from '../../subgraphs/kit/http/close-in-turn.ts';
import { createServer as createAgencyServer, serverBounds } from '../../subgraphs/kit/http/create-server.ts';
import { seeAnswersOff } from '../../subgraphs/kit/http/see-answers-off.ts';
import { localGateway } from './local-gateway.ts';
import { startLocal } from './start-local.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Bytes; more than what the system takes off a process's hands. */
const large = 16 * 1024 * 1024;

async function open(server: Server, request: string): Promise<{ socket: Socket; atServer: Socket }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  closers.push(() => socket.destroy());
  const [atServer] = (await once(server, 'connection')) as [Socket];
  socket.write(request);
  return { socket, atServer };
}

const get = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
const getSmall = get.replace('/', '/small');

async function listening(departure: number): Promise<Server> {
  const server = createServer((_, response) => response.end(Buffer.alloc(large)));
  seeAnswersOff(server, departure);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => server.closeAllConnections());
  return server;
}

/** A connection by which something was asked and answered. */
async function kept(server: Server, ask: string): Promise<Socket> {
  const { socket } = await open(server, ask);
  await once(socket, 'data');
  return socket.resume();
}

test.each([
  [
    'the gateway',
    () =>
      createTransport(
        defaultLimits,
        createReception(defaultLimits, () => {}),
      ),
  ],
  ['an agency', () => createAgencyServer(serverBounds)],
])(
  'an answer on its way when %s closes leaves whole, then its connection is closed; who waits for nothing is let go at once',
  async (_, create) => {
    const app = create();
    app.get('/large', () => Buffer.alloc(large));
    app.get('/small', () => 'small');
    await app.listen({ host: '127.0.0.1', port: 0 });
    const idle = await kept(app.server, getSmall);
    const { socket, atServer } = await open(app.server, get.replace('/', '/large'));
    await once(socket, 'readable');
    expect(atServer.writableLength).toBeGreaterThan(0);
    const closed = app.close();
    await once(idle, 'close');
    expect(atServer.writableLength).toBeGreaterThan(0);
    const all = await buffer(socket);
    expect(all.length - all.indexOf('\r\n\r\n') - 4).toBe(large);
    await closed;
  },
);

test('what an agency is asked while it stops is answered, and each answer closes its connection', async () => {
  const app = createAgencyServer(serverBounds);
  const asked = Promise.withResolvers<void>();
  const over = Promise.withResolvers<string>();
  app.get('/slow', () => {
    asked.resolve();
    return over.promise;
  });
  app.get('/small', () => 'small');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const idle = await kept(app.server, getSmall);
  const [begun, rest] = [getSmall.slice(0, 10), getSmall.slice(10)];
  const crossing = await kept(app.server, getSmall + begun);
  const { socket: before } = await open(app.server, get.replace('/', '/slow'));
  await asked.promise;
  const closed = app.close();
  await once(idle, 'close');
  crossing.write(rest);
  over.resolve('over');
  for (const socket of [crossing, before]) {
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n/i);
    socket.resume();
  }
  await closed;
});

test('who asked and does not read is let go once the time for it is over', async () => {
  const server = await listening(40);
  const { atServer } = await open(server, get);
  await once(atServer, 'close');
  expect(atServer.bytesWritten).toBeGreaterThan(large);
});

test('who reads is let go by nobody, however long they go on asking, and is once they read no more', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  closers.push(() => vi.useRealTimers());
  const server = Object.assign(new EventEmitter(), { closeIdleConnections: () => {} });
  const socket = Object.assign(new EventEmitter(), {
    bytesWritten: 0,
    writableLength: 0,
    destroy: vi.fn<() => void>(),
  });
  seeAnswersOff(server as unknown as Server, 1_000);
  server.emit('connection', socket);
  for (let answer = 0; answer < 20; answer++) {
    // What was on its way has left, and as much again is.
    socket.writableLength = 10;
    socket.bytesWritten += 10;
    vi.advanceTimersByTime(700);
  }
  expect(socket.destroy).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_300);
  expect(socket.destroy).toHaveBeenCalled();
});

test('a connection that was broken off with its answer unsent holds no stop', async () => {
  const server = await listening(60_000);
  const { socket, atServer } = await open(server, get);
  await once(socket, 'readable');
  atServer.destroy();
  expect(atServer.writableLength).toBeGreaterThan(0);
  server.closeIdleConnections();
  await once(atServer, 'close');
});

test('while a server stops each answer closes its connection, on the way past the framework too', async () => {
  const server = await startLocal();
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  closers.push(() => socket.destroy());
  const body = '{"query":"{ hello }"}';
  const ask = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  socket.write(ask);
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(String(first)).toContain('Connection: keep-alive');
  const stopped = server.stop({ isReplaced: true, notice: 60_000 });
  socket.write(ask);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n/i);
  await stopped;
});

test.each(['/graphql', '/gr%61phql'])(
  'what is behind a whole request at %s and is none is refused after its answer',
  async (path) => {
    const asked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const told: string[] = [];
    const server = await startLocal({
      gateway: localGateway(async () => {
        asked.resolve();
        await over.promise;
        return { data: { hello: 'xin chào' } };
      }),
      runLog: { answered: ({ route, status }) => told.push(`${route} ${status}`) },
    });
    closers.push(() => server.stop());
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    closers.push(() => socket.destroy());
    const body = '{"query":"{ hello }"}';
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}\x01`,
    );
    await asked.promise;
    over.resolve();
    const answers = await text(socket);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(answers).toContain('xin chào');
    await expect.poll(() => told).toEqual(['/graphql 200', 'none 400']);
  },
);

test('however much comes behind a request that is none, nothing of it is kept, and both are answered', async () => {
  const reception = createReception(defaultLimits, () => {});
  const app = createTransport(defaultLimits, reception);
  closers.push(() => app.close());
  const asked = Promise.withResolvers<ServerResponse>();
  const over = Promise.withResolvers<string>();
  app.get('/', (_, reply) => {
    asked.resolve(reply.raw);
    return over.promise;
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { socket } = await open(app.server, get);
  const answer = await asked.promise;
  const garbage = async () => {
    socket.write('\x01');
    await once(app.server, 'clientError');
    return answer.listenerCount('close');
  };
  const waiting = await garbage();
  for (let piece = 0; piece < 20; piece++) expect(await garbage()).toBe(waiting);
  over.resolve('over');
  expect((await text(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
});

test('what comes after the refusal of such bytes does not cut it off', async () => {
  const server = createServer();
  const refuse = closeInTurn(refuseUnreadable(createReception(defaultLimits, () => {})));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => server.close());
  const { socket, atServer } = await open(server, '');
  refuse(new Error('no HTTP'), atServer);
  refuse(new Error('nor this'), atServer);
  expect(atServer.destroyed).toBe(false);
  expect((await text(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
});
