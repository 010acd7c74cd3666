import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { countProcess } from '../../subgraphs/kit/metrics/count-process.ts';
import { watchLoopDelay } from '../../subgraphs/kit/metrics/loop-delay.ts';
import { seriesOf } from './collector.ts';

/** A loop that is late by so many nanoseconds whenever the test says so. */
function lateLoop() {
  const monitors: { max: number; count: number }[] = [];
  const start = () => {
    const monitor = {
      max: 0,
      count: 0,
      min: 0,
      mean: 0,
      stddev: 0,
      percentile: () => monitor.max,
      reset: () => void Object.assign(monitor, { max: 0, count: 0 }),
    };
    monitors.push(monitor);
    return monitor;
  };
  let now = 0;
  const delay = watchLoopDelay(() => now, start as never);
  return {
    delay,
    late(nanoseconds: number) {
      for (const monitor of monitors)
        Object.assign(monitor, { max: Math.max(monitor.max, nanoseconds), count: monitor.count + 1 });
    },
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

test('how late the loop was is told to whoever reads, and not just to who reads first', async () => {
  const { delay, late } = lateLoop();
  late(250e6);
  const registry = new Registry();
  countProcess(registry, delay);
  const scraped = seriesOf(await registry.metrics());
  const pushed = await registry.getMetricsAsJSON();
  for (const part of ['max', 'p50', 'p90', 'p99']) {
    const name = `nodejs_eventloop_lag_${part}_seconds`;
    expect(scraped.get(`${name}{}`)).toBe(0.25);
    expect(pushed.find((metric) => metric.name === name)?.values[0]?.value).toBe(0.25);
  }
});

test('a minute is remembered, two are not', () => {
  const { delay, late, pass } = lateLoop();
  delay();
  pass(60_000);
  delay();
  late(250e6);
  pass(59_999);
  expect(delay().max).toBe(250e6);
  pass(1);
  expect(delay().max).toBe(250e6);
  pass(60_000);
  expect(delay().max).toBe(0);
});

test('a loop that is held is told as late', async () => {
  const delay = watchLoopDelay();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  await turn();
  const until = performance.now() + 60;
  while (performance.now() < until);
  await turn();
  expect(delay().max / 1e9).toBeGreaterThan(0.04);
  expect(delay().max / 1e9).toBeGreaterThan(0.04);
});
