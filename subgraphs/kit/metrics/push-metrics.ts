import { hostname } from 'node:os';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
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

/** Milliseconds that a collector has for one push, with all that is tried again. */
export const pushPatience = 5_000;

/**
 * Pushes what is counted to a collector, by OTLP over HTTP, in JSON. It is counted once, for `/metrics`; what is pushed is
 * read from there. Headers, certificates and compression are those of the variables `OTEL_EXPORTER_OTLP_*`.
 *
 * @param patience in place of `pushPatience`
 */
export function startPush(
  { url, interval }: PushSettings,
  source: PushSource,
  patience = pushPatience,
): MetricsPush {
  const { service, address, count, tell } = source;
  const resource = resourceFromAttributes({
    'service.name': service,
    'service.instance.id': `${hostname()}:${new URL(address).port}`,
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: tellingOnce(new OTLPMetricExporter({ url, timeoutMillis: patience }), tell),
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
  return { close: () => reader.shutdown({ timeoutMillis: patience }).catch(() => undefined) };
}

/** The same, which tells of a collector that is away, and not of each push that failed. */
function tellingOnce(exporter: PushMetricExporter, tell: PushSource['tell']): PushMetricExporter {
  let isAway = false;
  return {
    export(metrics, done) {
      exporter.export(metrics, (result) => {
        const hasFailed = result.code !== taken;
        if (hasFailed && !isAway)
          tell(
            `The collector takes no metrics (${reasonOf(result.error)}): look at it and at telemetry in the settings. Nothing else is harmed, /metrics has them all, and they are pushed on.`,
          );
        if (!hasFailed && isAway) tell('The collector takes metrics again.');
        isAway = hasFailed;
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

/** `ExportResultCode.SUCCESS`. */
const taken = 0;

/** The status of HTTP or the code of the fault, and never a text of the collector. */
function reasonOf(error: Error | undefined): string {
  const code = error && 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return `HTTP ${code}`;
  return typeof code === 'string' ? code : 'no answer in time, or it is busy';
}
