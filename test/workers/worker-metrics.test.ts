import { expect, test } from 'vitest';
import { createGatewayMetrics, type CountedMetrics } from '../../gateway/observability/gateway-metrics.ts';
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
