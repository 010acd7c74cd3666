import { afterEach, expect, test } from 'vitest';
import { startLocal, type LocalServer } from './start-local.ts';

let server: LocalServer;
afterEach(() => server.stop());

const read = async (path: string) => {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
};

test('is live and ready when every check passes', async () => {
  server = await startLocal({ readyChecks: { supergraph: async () => {} } });
  expect(await read('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  expect(await read('/health/ready')).toEqual({ status: 200, body: { status: 'ready' } });
});

test('is live but not ready, and says why, when a check fails', async () => {
  server = await startLocal({
    readyChecks: {
      supergraph: async () => {},
      'subgraph vss': async () => Promise.reject(new Error('does not answer')),
    },
  });
  expect(await read('/health/live')).toMatchObject({ status: 200 });
  expect(await read('/health/ready')).toEqual({
    status: 503,
    body: { status: 'not ready', reasons: { 'subgraph vss': 'does not answer' } },
  });
});

test('is not ready when a check does not end', async () => {
  server = await startLocal({ readyChecks: { slow: () => new Promise(() => {}) } });
  expect(await read('/health/ready')).toMatchObject({
    status: 503,
    body: { reasons: { slow: expect.stringContaining('no answer') } },
  });
});

test('a flood of probes runs the checks once', async () => {
  let runs = 0;
  server = await startLocal({
    readyChecks: {
      counted: async () => {
        runs++;
      },
    },
  });
  await Promise.all(Array.from({ length: 50 }, () => read('/health/ready')));
  expect(runs).toBe(1);
});

test('answers HEAD, as probes ask', async () => {
  server = await startLocal();
  expect((await fetch(`${server.url}/health/ready`, { method: 'HEAD' })).status).toBe(200);
});
