import { hostname } from 'node:os';
import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { exportPatience, exportTo } from './collector-exporter.ts';
import type { CountedMetrics } from './counted-metrics.ts';
import type { PushSettings } from './push-settings.ts';
import { toOtlp } from './to-otlp.ts';

/** What is pushed, and as whose. */
export interface PushSource {
  /** Name of the service, such as `lien-thong-gateway`. */
  readonly service: string;
  /** Where it listens: of several on one machine, its port says which it is. */
  readonly address: string;
  readonly count: () => Promise<CountedMetrics>;
  /** Is told once that the collector takes nothing, and once that it does again. */
  readonly tell: (line: string) => void;
}

/** Metrics that are pushed until they are closed. */
export interface MetricsPush {
  /** Pushes once more, with the same patience. Never rejects. */
  close(): Promise<void>;
}

/**
 * Pushes what is counted to a collector, by OTLP over HTTP, in JSON. It is counted once, for `/metrics`; what is pushed is
 * read from there. Headers, certificates and compression are those of the variables `OTEL_EXPORTER_OTLP_*`.
 *
 * @param patience milliseconds that a collector has for one push
 */
export function startPush(
  { url, interval }: PushSettings,
  source: PushSource,
  patience = exportPatience,
): MetricsPush {
  const { service, address, count, tell } = source;
  const resource = resourceFromAttributes({
    'service.name': service,
    'service.instance.id': `${hostname()}:${new URL(address).port}`,
  });
  const exporter = exportTo(JsonMetricsSerializer, { url, what: 'metrics', tell, patience });
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(interval, patience),
  });
  const begun = performance.timeOrigin;
  reader.setMetricProducer({
    async collect() {
      const metrics = toOtlp(await count(), { begun, now: Date.now() });
      return {
        resourceMetrics: { resource, scopeMetrics: [{ scope: { name: 'lien-thong' }, metrics }] },
        errors: [],
      };
    },
  });
  return {
    async close() {
      await reader.shutdown({ timeoutMillis: patience }).catch(() => undefined);
      // Where that was given up: what is under way is cut off.
      await exporter.shutdown();
    },
  };
}
