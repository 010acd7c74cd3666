import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { watchLoopDelay, type LoopDelay } from './loop-delay.ts';

/** What is told of how late the loop is, under the names of the library. */
const delays: Readonly<Record<string, (delay: LoopDelay) => number>> = {
  min: ({ min }) => min,
  max: ({ max }) => max,
  mean: ({ mean }) => mean,
  stddev: ({ stddev }) => stddev,
  p50: (delay) => delay.percentile(50),
  p90: (delay) => delay.percentile(90),
  p99: (delay) => delay.percentile(99),
};

/**
 * Counts how the process does: CPU, memory, event loop. The library forgets at each reading how late the loop was, so that of
 * a scrape and a push each would see what the other left; those gauges are ours.
 */
export function countProcess(registry: Registry, readDelay = watchLoopDelay()): void {
  collectDefaultMetrics({ register: registry });
  for (const [part, of] of Object.entries(delays)) {
    const name = `nodejs_eventloop_lag_${part}_seconds`;
    registry.removeSingleMetric(name);
    registry.registerMetric(
      new Gauge({
        name,
        help: `How late the event loop is, over the last minute or two: ${part}`,
        // Of several processes the one for which it is worst.
        aggregator: part === 'min' ? 'min' : 'max',
        registers: [],
        collect() {
          const delay = readDelay();
          if (delay.count > 0) this.set(of(delay) / 1e9);
        },
      }),
    );
  }
}
