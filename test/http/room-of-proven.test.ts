import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Fastify, { type RouteOptions } from 'fastify';
import { expect, test } from 'vitest';
import { createReception } from '../../gateway/http/reception.ts';
import { createTransport } from '../../gateway/http/transport.ts';
import { addIntakeRoutes } from '../../gateway/intake/intake-routes.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

test('whoever fills the room for bodies takes none of the room of those who are known', async () => {
  const limits = { ...defaultLimits, load: { ...defaultLimits.load, bodyBytes: 10_000 } };
  const reception = createReception(limits, () => {});
  const app = createTransport(limits, reception);
  app.post('/anybody', () => 'read');
  app.post('/known', { config: { isOfProven: true } }, () => 'read');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const send = (path: string, length: number, bytes: number) => {
    const socket = connect(port, '127.0.0.1');
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: ${length}\r\n\r\n${' '.repeat(bytes)}`);
    return socket;
  };
  const filling = send('/anybody', 9_500, 9_000);
  await once(app.server, 'request');
  const known = send('/known', 9_000, 6_000);
  await once(app.server, 'request');
  known.write(' '.repeat(3_000));
  expect(await text(known)).toMatch('HTTP/1.1 200 ');
  // The same of somebody unknown is too much.
  expect(await text(send('/anybody', 9_400, 9_000))).toMatch('HTTP/1.1 503 ');
  filling.destroy();
  await app.close();
});

test('files of senders who are proven have that room', () => {
  const app = Fastify();
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  addIntakeRoutes(app, {} as never, {} as never, () => {});
  const posts = routes.filter(({ method }) => method === 'POST');
  expect(posts.length).toBeGreaterThan(0);
  for (const { config } of posts) expect(config).toMatchObject({ isOfProven: true });
});
