import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServerOptions } from '../../gateway/server.ts';
import { defaultLimits, type LoadLimits } from '../../gateway/limits/limits.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { errorCodes } from '../../schema/error-codes.ts';
import { localGateway } from '../http/local-gateway.ts';
import { post, startLocal, type LocalServer } from '../http/start-local.ts';

let server: LocalServer;
afterEach(() => server.stop());

const hello = { query: '{ hello }' };

/** A server whose answers wait until they are let go. */
async function startHolding(load: Partial<LoadLimits>, options: Partial<ServerOptions> = {}) {
  const held: (() => void)[] = [];
  const waiting = new Map<number, () => void>();
  let arrived = 0;
  const gateway = localGateway(async () => {
    waiting.get(++arrived)?.();
    await new Promise<void>((resolve) => held.push(resolve));
    return { data: { hello: 'Chào' } };
  });
  const limits = { ...defaultLimits, load: { ...defaultLimits.load, clientShare: 1, ...load } };
  server = await startLocal({ gateway, limits, ...options });
  return {
    letGo: () => held.splice(0).forEach((go) => go()),
    async whenArrived(count: number) {
      if (arrived < count) await new Promise<void>((resolve) => waiting.set(count, resolve));
    },
  };
}

describe('a server that has more to do than it can', () => {
  test('answers what it let in, and sends the rest away with 503 and when to come again', async () => {
    const metrics = createGatewayMetrics();
    const { letGo, whenArrived } = await startHolding(
      { inFlight: 2, leastInFlight: 2, queued: 2 },
      { metrics },
    );
    const all = Array.from({ length: 12 }, () => post(server.graphql, hello));
    const sentAway = Array.from({ length: 8 }, () => Promise.withResolvers<void>());
    let count = 0;
    for (const each of all) {
      void each.then(({ status }) => (status === 503 ? sentAway[count++]?.resolve() : undefined));
    }
    await Promise.all(sentAway.map(({ promise }) => promise));
    await whenArrived(2);
    expect((await metrics.read()).text).toMatch(/^hub_requests_shed_total 8$/m);
    expect((await metrics.read()).text).toMatch(/^hub_requests_in_flight 2$/m);
    letGo();
    await whenArrived(4);
    letGo();
    const answers = await Promise.all(all);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    for (const { status, code, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, code]).toEqual([503, 'OVERLOADED']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(server.faults).toEqual([]);
  });

  test('counts nobody among those who wait who was answered before their turn', async () => {
    await startHolding({ inFlight: 2, leastInFlight: 2, queued: 2, busyWait: 60_000 });
    const statuses = new Set<number>();
    for (let i = 0; i < 20; i++) statuses.add((await fetch(`${server.url}/intake/nothing`)).status);
    expect([...statuses]).toEqual([404]);
  });

  test('says so in the language of whoever is sent away, under the id of their request', async () => {
    const { letGo, whenArrived } = await startHolding({ inFlight: 1, leastInFlight: 1, queued: 0 });
    const under = post(server.graphql, hello);
    await whenArrived(1);
    const traceparent = `00-${'4'.repeat(32)}-${'5'.repeat(16)}-01`;
    const asked = { 'accept-language': 'vi', 'x-request-id': 'ask-1', traceparent };
    const { headers, errors } = await post(server.graphql, hello, asked);
    expect(errors[0]?.message).toBe(errorCodes.OVERLOADED.vi);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-language': 'vi',
      'x-request-id': 'ask-1',
      traceparent,
    });
    letGo();
    await under;
  });

  test('still says whether it lives and is ready', async () => {
    const { letGo, whenArrived } = await startHolding({ inFlight: 1, leastInFlight: 1, queued: 0 });
    const under = post(server.graphql, hello);
    await whenArrived(1);
    expect(await post(server.graphql, hello)).toMatchObject({ status: 503 });
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    letGo();
    expect(await under).toMatchObject({ status: 200 });
  });
});

describe('a server that is told to stop', () => {
  test('says first that it is not ready, fails no request meanwhile, and closes connections', async () => {
    const { letGo, whenArrived } = await startHolding({});
    const before = post(server.graphql, hello);
    await whenArrived(1);
    const stopped = server.stop({ notice: 300 });
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', reasons: { server: 'is about to stop' } },
    ]);
    const meanwhile = post(server.graphql, hello);
    await whenArrived(2);
    letGo();
    expect(await before).toMatchObject({ status: 200 });
    const answer = await meanwhile;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    await stopped;
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow('fetch failed');
  });
});

describe('a server whose socket others answer on', () => {
  test('lets nobody in, is not unwell, and answers once more on each connection that is kept', async () => {
    server = await startLocal();
    const agent = new Agent({ keepAlive: true });
    const ask = async () => {
      const [answer] = (await once(get(`${server.url}/health/ready`, { agent }), 'response')) as [
        IncomingMessage,
      ];
      return { said: await text(answer), connection: answer.headers.connection };
    };
    expect(await ask()).toEqual({ said: '{"status":"ready"}', connection: 'keep-alive' });
    const stopped = server.stop({ notice: 60_000, isReplaced: true });
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow('fetch failed');
    expect(await ask()).toEqual({ said: '{"status":"ready"}', connection: 'close' });
    // It does not wait for its notice when everybody has left.
    await stopped;
  });
});

test('whether each subgraph is asked is told beside whether the server is ready', async () => {
  server = await startLocal({ circuits: () => ({ health: 'OPEN', vss: 'CLOSED' }) });
  const answer = await fetch(`${server.url}/health/ready`);
  expect(await answer.json()).toEqual({ status: 'ready', circuits: { health: 'OPEN', vss: 'CLOSED' } });
});
