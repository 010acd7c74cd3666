import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, Registry } from 'prom-client';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';

/** @returns tells what the primary counts of itself: how late it is, since each request waits for its answer */
export function createPrimaryMetrics(): () => Promise<CountedMetrics> {
  const registry = new Registry();
  const delay = monitorEventLoopDelay();
  delay.enable();
  registry.registerMetric(
    new Gauge({
      name: 'hub_primary_loop_lag_p99_seconds',
      help: 'How late the process is that counts for all workers, since this was read last',
      registers: [],
      collect() {
        this.set(delay.percentile(99) / 1e9);
        delay.reset();
      },
    }),
  );
  return () => registry.getMetricsAsJSON();
}
