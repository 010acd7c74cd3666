import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** What a process has counted, as numbers: `Registry.getMetricsAsJSON()`. */
export type CountedMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];
