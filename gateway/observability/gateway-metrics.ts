import { Registry } from 'prom-client';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { countProcess } from '../../subgraphs/kit/metrics/count-process.ts';
import { watchDeliveries, type WatchedQueues } from '../../subgraphs/kit/metrics/watch-deliveries.ts';
import type { WitnessState } from '../log/witness/head-sender.ts';
import { createAnswerMetrics, type AnswerMetrics } from './answer-metrics.ts';
import { createDurationMetrics, type DurationMetrics } from './duration-metrics.ts';
import { createLoadMetrics, type LoadMetrics } from './load-metrics.ts';
import { createOverdueMetrics, type OverdueMetrics } from './overdue-metrics.ts';
import { watchWitnesses } from './witness-metrics.ts';

/**
 * What a gateway counts of its own work, in the text form of Prometheus. Labels are words of ours, each out of a closed
 * list: no id, no name and no text of a caller is ever one.
 */
export interface GatewayMetrics extends DurationMetrics, AnswerMetrics, LoadMetrics, OverdueMetrics {
  /** What clients' systems are still to be told of, and what was given up. */
  relay(queue: WatchedQueues[string]): void;
  /** How those who keep the heads of the log elsewhere have taken them. */
  witnesses(read: () => readonly WitnessState[]): void;
  /** The same as numbers, to be added to those of other processes. */
  counted(): Promise<CountedMetrics>;
  /** All of it, and its media type. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Counters from nothing, with those of the process itself (CPU, memory, event loop). */
export function createGatewayMetrics(): GatewayMetrics {
  const registry = new Registry();
  countProcess(registry);
  return {
    ...createDurationMetrics(registry),
    ...createAnswerMetrics(registry),
    ...createLoadMetrics(registry),
    ...createOverdueMetrics(registry),
    relay: (queue) => watchDeliveries(registry, 'hub', { relay: queue }),
    witnesses: (read) => watchWitnesses(registry, read),
    counted: async () => (await registry.getMetricsAsJSON()).map(asWorst),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** How late the event loop is: the mean of many processes would hide the one that is stuck. */
function asWorst(metric: CountedMetrics[number]): CountedMetrics[number] {
  return metric.aggregator === 'average' ? { ...metric, aggregator: 'max' } : metric;
}
