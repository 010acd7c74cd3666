import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openProxy, proxies, type Proxy } from './open-proxy.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).toReversed()) await end();
});

/** A gateway that answers nobody before it is told to, behind a proxy. */
async function startBehind(proxy: Proxy) {
  const waiting: ServerResponse[] = [];
  const addresses: unknown[] = [];
  const server = createServer((request, response) => {
    addresses.push(request.headers['x-forwarded-for']);
    waiting.push(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanUp.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  const { url, stop } = await openProxy(proxy, `http://127.0.0.1:${port}`);
  cleanUp.push(stop);
  const ask = (asker: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: asker, 'x-forwarded-for': '192.0.2.1' },
      body: '{}',
    });
  const answerAll = () => waiting.splice(0).forEach((response) => response.end('{}'));
  return { ask, waiting, addresses, answerAll };
}

/** How many requests of one asker each lets through at once. */
const most = { nginx: 8, haproxy: 16 };
const isHere = (proxy: Proxy) => spawnSync(proxy, ['-v']).status === 0;

test.for(proxies.filter(isHere))(
  '%s sends away, as the gateway does, an asker who has enough under way, and nobody else',
  async (proxy) => {
    const { ask, waiting, addresses, answerAll } = await startBehind(proxy);
    const underWay = Array.from({ length: most[proxy] }, () => ask('greedy'));
    await expect.poll(() => waiting.length).toBe(most[proxy]);
    const refused = await ask('greedy');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    const other = ask('modest');
    await expect.poll(() => waiting.length).toBe(most[proxy] + 1);
    answerAll();
    for (const answer of await Promise.all([...underWay, other])) expect(answer.status).toBe(200);
    // What a caller claims of where it comes from is not told on.
    expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
  },
);
