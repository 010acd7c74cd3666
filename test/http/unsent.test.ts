import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { boundUnsent } from '../../subgraphs/kit/http/bound-unsent.ts';
import { createServer as createAgencyServer, serverBounds } from '../../subgraphs/kit/http/create-server.ts';
import { createSharedRoom } from '../../subgraphs/kit/http/shared-room.ts';
import { serveCalls } from '../../subgraphs/kit/serve-calls.ts';
import { ContextRefused } from '../../subgraphs/kit/trust/context-verifier.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { localGateway } from './local-gateway.ts';
import { startLocal } from './start-local.ts';

/** Of which the system keeps the smaller part for a connection. */
const large = 16 * 1024 * 1024;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Asks and does not read. */
function ask(port: number, request: string): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  closers.push(() => socket.destroy());
  socket.write(request);
  return socket;
}

const get = (owner: string) => `GET / HTTP/1.1\r\nhost: ${owner}\r\nconnection: close\r\n\r\n`;

/** Answers with so much that it cannot all leave, each host being an owner. */
async function listening(room: number): Promise<Server> {
  const server = createServer((_, response) => response.end(Buffer.alloc(large)));
  server.prependListener(
    'request',
    boundUnsent(createSharedRoom(room), ({ headers }) => headers.host ?? ''),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => server.closeAllConnections());
  return server;
}

test('answers that nobody takes have a bound together: whoever has most of them loses the last', async () => {
  const server = await listening(2.5 * large);
  const { port } = server.address() as AddressInfo;
  const atServer: Socket[] = [];
  server.on('connection', (socket: Socket) => atServer.push(socket));
  const askAs = async (owner: string) => {
    const socket = ask(port, get(owner));
    await once(server, 'request');
    return socket;
  };
  const first = await askAs('greedy');
  await askAs('greedy');
  const modest = await askAs('modest');
  await expect.poll(() => atServer.map(({ destroyed }) => destroyed)).toEqual([false, true, false]);
  for (const socket of [first, modest]) expect((await buffer(socket)).length).toBeGreaterThan(large);
});

test('the room is free again once answers have left', async () => {
  const server = await listening(1.5 * large);
  const { port } = server.address() as AddressInfo;
  for (let i = 0; i < 3; i++) expect((await buffer(ask(port, get('one')))).length).toBeGreaterThan(large);
});

test('so it is in an agency, and in the gateway', async () => {
  const agency = createAgencyServer({ ...serverBounds, allUnsent: 1_000 });
  agency.get('/', () => Buffer.alloc(large));
  await agency.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => agency.close());
  const ofAgency = ask((agency.server.address() as AddressInfo).port, get('a'));
  await once(ofAgency.resume(), 'close');
  expect(ofAgency.bytesRead).toBeLessThan(large);

  const limits = { ...defaultLimits, load: { ...defaultLimits.load, unsentBytes: 1_000 } };
  const server = await startLocal({
    limits,
    gateway: localGateway(async () => ({ data: { hello: 'x'.repeat(large) } })),
  });
  closers.push(() => server.stop());
  const body = '{"query":"{ hello }"}';
  const post = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const ofGateway = ask(Number(new URL(server.url).port), post);
  await once(ofGateway.resume(), 'close');
  expect(ofGateway.bytesRead).toBeLessThan(large);
});

test('an agency cuts off no answer to its hub, however many have not left', async () => {
  const agency = createAgencyServer({ ...serverBounds, allUnsent: 1_000 });
  const verifyContext = async (header: string | undefined) => {
    if (header !== 'of the hub') throw new ContextRefused('none');
    return { iss: 'hub', aud: 'agency', requestId: 'r' };
  };
  const answer = async () => ({ status: 200, body: { large: 'x'.repeat(large) } });
  const endpoints = [{ path: 'large', bodyLimit: 1_000, answer }];
  serveCalls(agency, { endpoints, verifyContext } as never);
  // Whatever is told to strangers is bounded, also beside calls of the hub.
  agency.get('/', () => Buffer.alloc(large));
  await agency.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => agency.close());
  const { port } = agency.server.address() as AddressInfo;
  const call =
    `POST /large HTTP/1.1\r\nhost: a\r\n${hubContextHeader}: of the hub\r\nconnection: close\r\n` +
    'content-type: application/json\r\ncontent-length: 2\r\n\r\n{}';
  const ofHub = [ask(port, call), ask(port, call)];
  for (const socket of ofHub) await once(socket, 'readable');
  const ofStranger = ask(port, get('a'));
  await once(ofStranger.resume(), 'close');
  expect(ofStranger.bytesRead).toBeLessThan(large);
  for (const socket of ofHub) expect((await buffer(socket)).length).toBeGreaterThan(large);
});
