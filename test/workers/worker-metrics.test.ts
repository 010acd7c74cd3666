import { expect, test } from 'vitest';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { createWorkerMetrics } from '../../gateway/workers/worker-metrics.ts';
import { bundleOf, fakeWorker } from './fake-workers.ts';

/** What a worker tells that has refused so many. */
async function counted(refused: number): Promise<CountedMetrics> {
  const metrics = createGatewayMetrics();
  for (let i = 0; i < refused; i++) metrics.refusal('OVERLOADED');
  return metrics.counted();
}

/** One that tells when the test lets it. */
async function countingWorker(number: number, refused: number) {
  const numbers = await counted(refused);
  const asked = Promise.withResolvers<void>();
  const told = Promise.withResolvers<CountedMetrics>();
  const worker = Object.assign(fakeWorker(number, bundleOf('one')), {
    count: () => {
      asked.resolve();
      return told.promise;
    },
    lastCount: () => numbers,
  });
  return { worker, whenAsked: asked.promise, tell: () => told.resolve(numbers), fail: told.reject };
}

const refusedIn = (text: string) =>
  Number(/^hub_refusals_total\{code="OVERLOADED"\} (\d+)$/m.exec(text)?.[1]);

test('what all workers have counted is added up', async () => {
  const metrics = createWorkerMetrics();
  for (const [number, refused] of [3, 4].entries()) {
    const { worker, tell } = await countingWorker(number, refused);
    metrics.add(worker);
    tell();
  }
  expect(refusedIn(await metrics.read())).toBe(7);
  const refusals = (await metrics.counted()).find(({ name }) => name === 'hub_refusals_total');
  expect(refusals?.values).toMatchObject([{ value: 7, labels: { code: 'OVERLOADED' } }]);
});

test.each(['before the other tells', 'after it has told'])(
  'a worker that ends while metrics are read, %s, is counted once',
  async (when) => {
    const metrics = createWorkerMetrics();
    const [ending, staying] = [await countingWorker(1, 3), await countingWorker(2, 4)];
    metrics.add(ending.worker);
    metrics.add(staying.worker);
    const read = metrics.read();
    await Promise.all([ending.whenAsked, staying.whenAsked]);
    if (when.startsWith('after')) ending.tell();
    else ending.fail(new Error('has ended'));
    ending.worker.end('SIGKILL');
    // Until what it counted is kept.
    await ending.worker.ended;
    await new Promise(setImmediate);
    staying.tell();
    expect(refusedIn(await read)).toBe(7);
    expect(refusedIn(await metrics.read())).toBe(7);
  },
);

test('of how late the workers are the worst is told, and what they sent away is added up for good', async () => {
  const metrics = createWorkerMetrics();
  const workers = await Promise.all(
    [0.5, 0.001].map(async (lag, number) => {
      const own = createGatewayMetrics();
      own.watchLoad(() => ({ inFlight: 1, queued: 0, allowed: 9, shed: 3, held: 0 }));
      own.watchSubgraphs(() => ({ health: { circuit: 'CLOSED', retries: 2 } }));
      const told = (await own.counted()).map((metric) =>
        metric.name === 'nodejs_eventloop_lag_p99_seconds'
          ? { ...metric, values: [{ value: lag, labels: {} }] }
          : metric,
      );
      return Object.assign(fakeWorker(number, bundleOf('one')), {
        count: async () => told,
        lastCount: () => told,
      });
    }),
  );
  for (const worker of workers) metrics.add(worker);
  const text = await metrics.read();
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds 0\.5$/m);
  expect(text).toMatch(/^hub_requests_in_flight 2$/m);
  workers[0]?.end(0);
  await workers[0]?.ended;
  const later = await metrics.read();
  expect(later).toMatch(/^hub_requests_shed_total 6$/m);
  expect(later).toMatch(/^hub_subgraph_retries_total\{subgraph="health"\} 4$/m);
  expect(later).toMatch(/^hub_requests_in_flight 1$/m);
});

test('the primary tells how late it is itself, on which each request waits', async () => {
  expect(await createWorkerMetrics().read()).toMatch(/^hub_primary_loop_lag_p99_seconds \d/m);
});

test('what a worker counted is not lost by any of many ends at once', async () => {
  const metrics = createWorkerMetrics();
  const workers = await Promise.all(Array.from({ length: 5 }, (_, number) => countingWorker(number, 2)));
  for (const { worker } of workers) metrics.add(worker);
  const read = metrics.read();
  for (const { worker, tell } of workers) {
    tell();
    worker.end(0);
  }
  expect(refusedIn(await read)).toBe(10);
  expect(refusedIn(await metrics.read())).toBe(10);
});
