import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { boundConnections } from '../../../subgraphs/kit/http/bound-connections.ts';
import { guardConnections } from '../../../subgraphs/kit/http/guard-connections.ts';

const closers: (() => unknown)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A connection as far as it is counted. */
class CountedConnection extends EventEmitter {
  looks = 0;
  destroyed = false;
  readonly #isBusy: boolean;
  constructor(isBusy: boolean) {
    super();
    this.#isBusy = isBusy;
  }
  /** Where Node keeps the answer that is due. */
  get _httpMessage(): object | null {
    this.looks++;
    return this.#isBusy ? { req: { complete: true } } : null;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

test.each([
  ['is closed itself where all wait for answers', true, 64],
  ['is let in for one that is idle', false, 0],
])('a newcomer %s, and few of the others are looked at for it', (_, isBusy, looksForEach) => {
  const server = new EventEmitter();
  const watch = boundConnections(server as Server, 1_000);
  const come = (busy: boolean) => {
    const connection = new CountedConnection(busy);
    server.emit('connection', connection);
    return connection;
  };
  const all = Array.from({ length: 1_000 }, () => come(isBusy));
  if (isBusy) for (const connection of all) watch.begun(connection as unknown as Socket);
  const newcomers = Array.from({ length: 50 }, () => come(isBusy));
  expect(all.filter(({ destroyed }) => destroyed)).toHaveLength(isBusy ? 0 : 50);
  expect(newcomers.filter(({ destroyed }) => destroyed)).toHaveLength(isBusy ? 50 : 0);
  expect(all.reduce((looks, one) => looks + one.looks, 0)).toBe(50 * looksForEach);
});

/** A server that answers what came whole, where it is not told to wait with that. */
async function listen(connections: number, answer: (response: ServerResponse) => void) {
  const server = createServer(async (request, response) => {
    await text(request).then(
      () => answer(response),
      () => undefined,
    );
  });
  guardConnections(server, { connections, departure: 60_000 }, () => '');
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  /** @returns once it is open, and what it sends has begun to be read */
  return async (bytes: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const begun = once(server, 'request');
    socket.resume().write(bytes);
    await Promise.race([begun, once(socket, 'close')]);
    return socket;
  };
}

const whole = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n1';
const slow = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n1';

test('where all places are taken by who sends a body slowly, the one that began first gives way', async () => {
  const come = await listen(3, (response) => response.end());
  const [first, second, third] = [await come(slow), await come(slow), await come(slow)];
  const gone = once(first, 'close');
  const [answer] = (await once(await come(whole), 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  await gone;
  for (const socket of [second, third]) {
    expect(socket.destroyed).toBe(false);
    socket.write('23456789');
    expect(String(((await once(socket, 'data')) as [Buffer])[0])).toMatch(/^HTTP\/1\.1 200 /);
  }
});

test('who has asked and waits for the answer does not give way, though all others do', async () => {
  const due: ServerResponse[] = [];
  const come = await listen(3, (response) => due.push(response));
  const waiting = [await come(whole), await come(whole)];
  const slowOnes = [await come(slow)];
  const gone = once(slowOnes[0] as Socket, 'close');
  waiting.push(await come(whole));
  await gone;
  const beyond = await come(whole);
  expect(beyond.destroyed).toBe(true);
  await expect.poll(() => due.length).toBe(3);
  const answers = waiting.map((socket) => once(socket, 'data'));
  for (const response of due) response.end();
  for (const [answer] of (await Promise.all(answers)) as [Buffer][])
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
});
