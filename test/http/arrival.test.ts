import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createReception } from '../../gateway/http/reception.ts';
import { createTransport } from '../../gateway/http/transport.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function listen(arrival = 30_000): Promise<FastifyInstance> {
  const limits = { ...defaultLimits, time: { ...defaultLimits.time, arrival } };
  const app = createTransport(
    limits,
    createReception(limits, () => {}),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => app.close());
  return app;
}

function open(app: FastifyInstance, allowHalfOpen = false): Socket {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen });
  closers.push(() => socket.destroy());
  return socket;
}

test.each([
  ['no HTTP', 'x\r\n\r\n', 'HTTP/1.1 400 '],
  ['a head that is too long', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}`, 'HTTP/1.1 431 '],
  [
    'a body that breaks off',
    'POST /graphql HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\nx\r\n',
    'HTTP/1.1 400 ',
  ],
])('who sends %s and does not end their side is answered, and let go', async (_, bytes, status) => {
  const app = await listen();
  const gone = once(app.server, 'connection').then(
    async ([socket]: Socket[]) => socket && once(socket, 'close'),
  );
  // Read to its end a stream would be destroyed, and with it this side of the connection.
  const socket = open(app, true);
  const received: Buffer[] = [];
  socket.on('data', (piece: Buffer) => received.push(piece));
  const ended = once(socket, 'end');
  socket.write(bytes);
  await Promise.all([gone, ended]);
  expect(String(Buffer.concat(received))).toMatch(status);
});

test.each([
  ['a head', 'POST /graphql HTTP/1.1\r\nhost: a\r\n'],
  ['a body', 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{'],
])('who sends but a part of %s is told so once the time for it is over', async (_, bytes) => {
  const app = await listen(40);
  const socket = open(app);
  socket.write(bytes);
  expect(await text(socket)).toMatch('HTTP/1.1 408 ');
});
