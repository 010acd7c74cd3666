import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { defaultLimits, type LoadLimits } from '../../gateway/limits/limits.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { holdConnections } from '../../gateway/overload/hold-connections.ts';
import type { ServerOptions } from '../../gateway/server.ts';
import { localGateway } from '../http/local-gateway.ts';
import { startLocal, type LocalServer } from '../http/start-local.ts';
import { believeHeader } from './believe-header.ts';
import { openRawConnection, type RawAnswer, type RawConnection } from './raw-connection.ts';

const longTime = 60_000;
/** A client that proves nothing. */
const stranger = '';
const hello = JSON.stringify({ query: '{ hello }' });

/** One is answered at a time, two wait. */
const small = {
  inFlight: 1,
  leastInFlight: 1,
  clientShare: 1,
  queued: 2,
  calmWait: longTime,
  busyWait: longTime,
};

const opened: RawConnection[] = [];
/** Lets go what a test's server holds, and ends it. */
let end: (() => Promise<void>) | undefined;
const closeConnections = () => opened.splice(0).forEach((connection) => connection.close());
afterEach(async () => {
  await end?.();
  closeConnections();
});

/** A server that knows a client and has more to do for it than it can, until it is let go. */
async function startOverloaded(load: Partial<LoadLimits> = {}, options: Partial<ServerOptions> = {}) {
  const held: (() => void)[] = [];
  let isOpen = true;
  const gateway = localGateway(async () => {
    if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
    return { data: { hello: 'Chào' } };
  });
  const limits = {
    ...defaultLimits,
    load: { ...defaultLimits.load, ...small, busyAfter: 0.001, hold: longTime, ...load },
  };
  const metrics = createGatewayMetrics();
  const server = await startLocal({ gateway, limits, metrics, admit: believeHeader, ...options });
  const asked: Promise<number>[] = [];
  const letGo = async () => {
    isOpen = true;
    for (const go of held.splice(0)) go();
    await Promise.all(asked);
  };
  end = async () => {
    await letGo();
    await server.stop();
  };
  const letGoOne = () => held.shift()?.();
  const figure = async (name: string) =>
    new RegExp(`^${name} (\\d+)$`, 'm').exec((await metrics.read()).text)?.[1];
  return {
    server,
    letGo,
    letGoOne,
    figure,
    /** What is asked and waits. */
    asked,
    /** @param client whose requests are too many @returns the connection of the one that is being answered */
    async overload(client = 'greedy'): Promise<RawConnection> {
      await ask(connectTo(server), client);
      isOpen = false;
      const first = connectTo(server);
      asked.push(ask(first, client));
      await expect.poll(() => held.length).toBe(1);
      for (let i = 0; i < 2; i++) asked.push(ask(connectTo(server), client));
      await expect.poll(() => figure('hub_requests_queued')).toBe('2');
      return first;
    },
  };
}

function connectTo({ url }: LocalServer): RawConnection {
  const connection = openRawConnection(Number(new URL(url).port), longTime);
  opened.push(connection);
  return connection;
}

/** @param headers further ones, each with its line end @returns the status of the answer */
async function ask(connection: RawConnection, client: string, headers = ''): Promise<number> {
  return (await send(connection, client, headers)).status;
}

function send(connection: RawConnection, client: string, headers = ''): Promise<RawAnswer> {
  const proof = client === stranger ? '' : `authorization: ${client}\r\n`;
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${proof}${headers}content-length: ${hello.length}\r\n\r\n`;
  return connection.send(Buffer.from(head + hello));
}

test('in an overload, whoever is sent away and comes again at once is read when there is room', async () => {
  const { server, letGo, figure, overload } = await startOverloaded();
  const connection = connectTo(server);
  // By whose proof it is known to come by this connection alone.
  expect(await ask(connection, 'greedy')).toBe(200);
  await overload();
  expect(await ask(connection, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('1');
  const again = ask(connection, 'greedy');
  // Whoever comes by another connection is told at once.
  expect(await ask(connectTo(server), 'greedy')).toBe(503);
  await letGo();
  expect(await again).toBe(200);
});

test('in an overload, what follows an answer waits behind what its client has sent on other connections', async () => {
  const { server, letGo, letGoOne, figure, asked, overload } = await startOverloaded();
  const first = await overload();
  const others = [connectTo(server), connectTo(server)];
  for (const connection of others) expect(await ask(connection, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('2');
  const again = others.map((connection) => ask(connection, 'greedy'));
  letGoOne();
  expect(await asked[0]).toBe(200);
  // There is room for one of them: it waits as those do that were let in before.
  await expect.poll(() => figure('hub_requests_queued')).toBe('2');
  expect(await figure('hub_connections_held')).toBe('2');
  again.push(ask(first, 'greedy'));
  await letGo();
  expect(await Promise.all(again)).toEqual([200, 200, 200]);
});

test('room that was offered to a connection on which nothing was sent goes to the next one', async () => {
  const { server, letGo, letGoOne, figure, asked, overload } = await startOverloaded();
  await overload();
  const [talking, silent] = [connectTo(server), connectTo(server)];
  for (const connection of [talking, silent]) expect(await ask(connection, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('2');
  const again = ask(talking, 'greedy');
  letGoOne();
  expect(await asked[0]).toBe(200);
  await expect.poll(() => figure('hub_requests_queued')).toBe('2');
  await letGo();
  expect(await again).toBe(200);
});

test('a stranger keeps one connection of a machine from being held, and no other', async () => {
  const { server, figure, overload } = await startOverloaded();
  const [ofBoth, other] = [connectTo(server), connectTo(server)];
  for (const client of [stranger, 'greedy']) expect(await ask(ofBoth, client)).toBe(200);
  await overload();
  for (let i = 0; i < 3; i++) expect(await ask(ofBoth, 'greedy')).toBe(503);
  expect(await ask(other, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('1');
});

test('where several clients ask from one machine, which may be a proxy, nobody is held', async () => {
  const { server, overload } = await startOverloaded();
  expect(await ask(connectTo(server), 'modest')).toBe(200);
  await overload();
  const ofProxy = connectTo(server);
  for (let i = 0; i < 3; i++) expect(await ask(ofProxy, 'greedy')).toBe(503);
});

test.each([
  ['names whom it asks for', 'x-forwarded-for: 192.0.2.1\r\n', {}],
  ['names itself', 'via: 1.1 proxy\r\n', {}],
  ['is known by its address', '', { isProxy: (address: string) => address === '127.0.0.1' }],
])('a fresh connection of a proxy that %s is read on', async (_, headers, options) => {
  const { server, overload } = await startOverloaded({}, options);
  await overload();
  const ofProxy = connectTo(server);
  for (let i = 0; i < 3; i++) expect(await ask(ofProxy, 'greedy', headers)).toBe(503);
});

test('where strangers are too many, who comes behind one of them on a connection is read', async () => {
  const { server, asked, overload } = await startOverloaded();
  expect(await ask(connectTo(server), 'modest')).toBe(200);
  await overload(stranger);
  const connection = connectTo(server);
  expect(await ask(connection, stranger)).toBe(503);
  asked.push(ask(connection, 'modest'));
  // It waits in the place of one of theirs.
  expect(await Promise.race(asked)).toBe(503);
});

test('a stranger who comes again sooner than it was told to is held', async () => {
  const { server, figure, overload } = await startOverloaded();
  await overload(stranger);
  // Of five one at least comes again within a second, on any machine.
  for (let i = 0; i < 5; i++) {
    const connection = connectTo(server);
    for (let time = 0; time < 2; time++) expect(await ask(connection, stranger)).toBe(503);
  }
  await expect.poll(() => figure('hub_connections_held')).not.toBe('0');
});

test.each(['http://any/graphql', '/%67raphql'])('whoever writes %s is held as others are', async (path) => {
  const { server, letGo, figure, overload } = await startOverloaded();
  await overload();
  const connection = connectTo(server);
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: greedy\r\n`;
  const request = Buffer.from(`${head}content-length: ${hello.length}\r\n\r\n${hello}`);
  expect((await connection.send(request)).status).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('1');
  const again = connection.send(request);
  await letGo();
  expect((await again).status).toBe(200);
});

test('nobody is held longer than the limits say, though there is no room', async () => {
  const { server, overload } = await startOverloaded({ hold: 1 });
  await overload();
  const connection = connectTo(server);
  for (let i = 0; i < 3; i++) expect(await ask(connection, 'greedy')).toBe(503);
});

test('no more than a part of all connections are held: one of the client that has most is read on for one more', async () => {
  const { server, figure, overload } = await startOverloaded({ connections: 8 });
  await overload();
  const [first, second, third] = [connectTo(server), connectTo(server), connectTo(server)];
  for (const connection of [first, second]) expect(await ask(connection, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('2');
  expect(await ask(third, 'greedy')).toBe(503);
  expect(await ask(second, 'greedy')).toBe(503);
  expect(await figure('hub_connections_held')).toBe('2');
});

test('connections that are gone keep no place of those that are held', async () => {
  const { server, letGo, figure, overload } = await startOverloaded({ connections: 8 });
  await overload();
  const gone = Array.from({ length: 2 }, () => connectTo(server));
  for (const connection of gone) expect(await ask(connection, 'greedy')).toBe(503);
  await expect.poll(() => figure('hub_connections_held')).toBe('2');
  for (const connection of gone) connection.close();
  const staying = connectTo(server);
  expect(await ask(staying, 'greedy')).toBe(503);
  const again = ask(staying, 'greedy');
  expect(await ask(connectTo(server), 'greedy', 'via: 1.1 proxy\r\n')).toBe(503);
  await letGo();
  expect(await again).toBe(200);
});

test('whoever is sent away by a server that is about to stop is to come by another connection', async () => {
  const { server, letGo, overload } = await startOverloaded();
  const connection = connectTo(server);
  expect(await ask(connection, 'greedy')).toBe(200);
  await overload();
  const stopped = server.stop({ notice: longTime, isReplaced: true });
  const { status, head } = await send(connection, 'greedy');
  expect(status).toBe(503);
  expect(head).toMatch(/^connection: close$/m);
  await letGo();
  closeConnections();
  await stopped;
  end = undefined;
});

test('a server that is about to stop reads on what it held, and answers it', async () => {
  const { server, letGo, overload } = await startOverloaded();
  await overload();
  const connection = connectTo(server);
  expect(await ask(connection, 'greedy')).toBe(503);
  const again = ask(connection, 'greedy');
  const stopped = server.stop({ notice: longTime, isReplaced: true });
  expect(await again).toBe(503);
  await letGo();
  closeConnections();
  await stopped;
  end = undefined;
});

test('clients take turns when their connections are read on, and of each the one goes first that was held last', () => {
  let now = 0;
  const held = holdConnections({ connections: 40, hold: longTime }, () => now);
  const holdOne = (flow: string) => {
    const socket = new Socket();
    held.hold(flow, { complete: true, socket } as IncomingMessage);
    return socket;
  };
  const [one, two, three] = [holdOne('greedy'), holdOne('greedy'), holdOne('other')];
  now = 20;
  const next = () => held.readOn(() => true)?.socket;
  expect(held.readOn((flow) => flow === 'modest')).toBeUndefined();
  // It can have sent nothing yet.
  const young = holdOne('greedy');
  expect([next(), next(), next(), next(), next()]).toEqual([two, three, one, young, undefined]);
  expect([one, two, three, young].map((socket) => socket.isPaused())).toEqual([false, false, false, false]);
});
