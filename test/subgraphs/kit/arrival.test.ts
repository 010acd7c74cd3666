import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createSubgraphGuards } from '../../../gateway/federation/resilience/guard-subgraphs.ts';
import { defaultLimits } from '../../../gateway/limits/limits.ts';
import { createServer, serverBounds, type ServerBounds } from '../../../subgraphs/kit/http/create-server.ts';
import { serveCalls } from '../../../subgraphs/kit/serve-calls.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function listen(bounds: Partial<ServerBounds>): Promise<FastifyInstance> {
  const isOfHub = ({ authorization }: IncomingHttpHeaders) => authorization === 'hub';
  const server = createServer({ ...serverBounds, ...bounds }, isOfHub);
  server.post('/graphql', ({ body }) => String(body));
  await server.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => server.close());
  return server;
}

function open(server: FastifyInstance, bytes: string): Socket {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  closers.push(() => socket.destroy());
  socket.write(bytes);
  return socket;
}

const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

test.each([
  ['a head', head],
  ['a body', `${head}content-length: 9\r\n\r\n{`],
])('whoever sends an agency but a part of %s is let go once the time for it is over', async (_, bytes) => {
  const server = await listen({ arrival: 40 });
  expect(await text(open(server, bytes))).toMatch('HTTP/1.1 408 ');
});

test('an agency reads bodies within the room for all of them, and whoever is small is answered', async () => {
  const server = await listen({ allBodies: 10_000 });
  const large = open(server, `${head}content-length: 20000\r\n\r\n${' '.repeat(10_001)}`);
  expect(await text(large)).toMatch('HTTP/1.1 503 ');
  const small = `${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
  expect(await text(open(server, small))).toMatch(/^HTTP\/1\.1 200 [^]*\{\}$/);
});

test('a body that has more than its share of the room is told so, and is no failure of the agency', async () => {
  const server = createServer({ ...serverBounds, allBodies: 10_000 });
  serveCalls(server, { endpoints: [] } as never);
  await server.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => server.close());
  const told = await text(open(server, `${head}content-length: 20000\r\n\r\n${' '.repeat(10_001)}`));
  expect(told).toMatch(/^HTTP\/1\.1 429 [^]*\r\nretry-after: 1\r\n[^]*"OVERLOADED"/i);
});

test('where the room of the hub is full of what one of its processes sends, the other one is told to wait, and opens no circuit', async () => {
  const room = 1_000_000;
  const server = createServer({ ...serverBounds, allBodies: room }, () => true);
  serveCalls(server, { endpoints: [] } as never);
  await server.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => server.close());
  open(server, `${head}content-length: ${room}\r\n\r\n${' '.repeat(0.9 * room)}`);
  await once(server.server, 'request');
  const opened: string[] = [];
  const guards = createSubgraphGuards({
    limits: defaultLimits.subgraph,
    onCircuit: (_, state) => opened.push(state),
  });
  const poster = guards.openPoster(10_000);
  closers.push(() => poster.close());
  const { port } = server.server.address() as AddressInfo;
  const agency = { name: 'health', url: `http://127.0.0.1:${port}/graphql` };
  const turn = { sender: 'hospital', until: performance.now() + 400 };
  const body = new Uint8Array(2 * room);
  const answers = Array.from({ length: 30 }, () => poster.postInTurn(agency, () => ({}), body, turn));
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect([new Set(statuses), opened]).toEqual([new Set([429]), []]);
});

test('whoever fills the room for bodies takes none of that of the hub', async () => {
  const server = await listen({ allBodies: 10_000 });
  const stranger = open(server, `${head}content-length: 9500\r\n\r\n${' '.repeat(9_000)}`);
  await once(server.server, 'request');
  const ofHub = open(
    server,
    `${head}authorization: hub\r\nconnection: close\r\ncontent-length: 9000\r\n\r\n${' '.repeat(6_000)}`,
  );
  await once(server.server, 'request');
  ofHub.write(' '.repeat(3_000));
  expect(await text(ofHub)).toMatch('HTTP/1.1 200 ');
  expect(stranger.destroyed).toBe(false);
});
