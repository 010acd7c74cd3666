import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turnOver } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { HttpConnection } from '../../../subgraphs/kit/http/http-connection.ts';
import { proveHttpConnection } from '../../../subgraphs/kit/http/prove-http-connection.ts';

/** Has a connection show, for as long as it is open, a parser that keeps one of its members under another name. */
function without(member: string) {
  return (socket: HttpConnection) => {
    const parser = socket.parser as object;
    const shown = new Proxy(parser, {
      get(_, name) {
        const value: unknown = name === member ? undefined : Reflect.get(parser, name);
        return typeof value === 'function' ? value.bind(parser) : value;
      },
      set: (_, name, value) => name === member || Reflect.set(parser, name, value),
    });
    Object.defineProperty(socket, 'parser', { value: shown, configurable: true });
    socket.prependListener('close', () =>
      Object.defineProperty(socket, 'parser', { value: parser, writable: true }),
    );
  };
}

// Node uses parsers again for other connections, of other tests too.
afterEach(async () => {
  await turnOver();
  await Promise.all(Array.from({ length: 5 }, () => proveHttpConnection()));
});

test('this Node keeps its connections as is relied on', async () => {
  await expect(proveHttpConnection()).resolves.toBeUndefined();
});

test.each<[string, (socket: HttpConnection) => void]>([
  ['its parser', (socket) => Object.defineProperty(socket, 'parser', { value: null })],
  [
    'the answer that is due',
    (socket) => Object.defineProperty(socket, '_httpMessage', { get: () => null, set() {} }),
  ],
  ['the request that is read', without('incoming')],
  ['who takes requests', without('onIncoming')],
])(
  'a Node that keeps %s elsewhere is refused at the start, in words that say what to do',
  async (_, change) => {
    const server = createServer();
    server.on('connection', (socket: Socket) => change(socket as HttpConnection));
    await expect(proveHttpConnection(server)).rejects.toThrow(
      /^Node v.* otherwise .*: run it with the Node of/,
    );
  },
);
