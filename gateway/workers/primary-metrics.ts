import { Gauge, Registry } from 'prom-client';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { watchLoopDelay } from '../../subgraphs/kit/metrics/loop-delay.ts';

/** @returns tells what the primary counts of itself: how late it is, since each request waits for its answer */
export function createPrimaryMetrics(): () => Promise<CountedMetrics> {
  const registry = new Registry();
  const readDelay = watchLoopDelay();
  registry.registerMetric(
    new Gauge({
      name: 'hub_primary_loop_lag_p99_seconds',
      help: 'How late the process is that counts for all workers, over the last minute or two',
      registers: [],
      collect() {
        this.set(readDelay().percentile(99) / 1e9);
      },
    }),
  );
  return () => registry.getMetricsAsJSON();
}
