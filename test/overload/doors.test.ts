import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { claimPort, listening, openDoors } from '../../gateway/overload/open-doors.ts';

const host = '127.0.0.1';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function startListening(server: Server): Promise<number> {
  await once(server.listen({ host, port: 0, ...listening }), 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function connectOnce(port: number): Socket {
  const socket = connect(port, host);
  closers.push(() => socket.destroy());
  return socket;
}

test('many new callers are let in at each turn of the event loop', async () => {
  const server = createServer();
  const port = await startListening(server);
  const doors = await openDoors(server);
  closers.push(() => doors.close());
  const callers = 64;
  let turns = 0;
  let isOver = false;
  const turn = () => void (turns++, isOver || setImmediate(turn));
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  server.on('connection', () => {
    if (++come === 1) turn();
    if (come === callers) resolve();
  });
  for (let i = 0; i < callers; i++) connectOnce(port);
  await promise;
  isOver = true;
  expect(turns).toBeLessThan(callers / 2);
});

test('a port where others share already is not shared', async () => {
  const port = await startListening(createServer());
  await expect(claimPort({ host, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
