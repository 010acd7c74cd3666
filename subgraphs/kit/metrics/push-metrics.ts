import { hostname } from 'node:os';
import { JsonMetricsSerializer, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { exportTo, stopPatience } from './collector-exporter.ts';
import type { CountedMetrics } from './counted-metrics.ts';
import { ownResource } from './own-resource.ts';
import type { PushSettings } from './push-settings.ts';
import { codeOf, tellChanges } from './tell-changes.ts';
import { Late, within } from '../within.ts';
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
  /** Pushes once more. Never rejects. @param patience milliseconds for that; `stopPatience` if left out */
  close(patience?: number): Promise<void>;
}

/**
 * Pushes what is counted to a collector, by OTLP over HTTP. It is counted once, for `/metrics`; what is pushed is read from
 * there. What stands in variables of OpenTelemetry alone, and not in our settings, is read where it is used.
 *
 * @param longest milliseconds for counting, and then for the collector, whatever those variables say
 */
export function startPush(
  { url, interval }: Pick<PushSettings, 'url' | 'interval'>,
  { service, address, count, tell }: PushSource,
  longest = interval,
): MetricsPush {
  const resource = ownResource({
    'service.name': service,
    'service.instance.id': `${hostname()}:${new URL(address).port}`,
  });
  const serializers = { json: JsonMetricsSerializer, protobuf: ProtobufMetricsSerializer };
  const exporter = exportTo(serializers, { url, what: 'metrics', tell, longest });
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: interval,
    exportTimeoutMillis: interval,
  });
  const begun = performance.timeOrigin;
  const note = tellChanges(tell, {
    fails: (reason) =>
      `The metrics cannot be counted, and are not pushed (${reason}): read /metrics, which fails as well. It is tried on.`,
    isBack: 'The metrics are counted again.',
  });
  /** Ends the counting that is under way. */
  let giveUp: (why: Late) => void = () => {};
  reader.setMetricProducer({
    async collect() {
      const given = Promise.withResolvers<never>();
      giveUp = given.reject;
      try {
        const metrics = toOtlp(await within(longest, Promise.race([count(), given.promise])), {
          begun,
          now: Date.now(),
        });
        note(undefined);
        const scopeMetrics = [{ scope: { name: 'lien-thong' }, metrics }];
        return { resourceMetrics: { resource, scopeMetrics }, errors: [] };
      } catch (error) {
        note(codeOf(error, 'no code'));
        // Without anything in it nothing is sent.
        return { resourceMetrics: { resource, scopeMetrics: [] }, errors: [] };
      }
    },
  });
  return {
    async close(patience = stopPatience) {
      exporter.hurry(patience);
      await reader.shutdown({ timeoutMillis: patience }).catch(() => undefined);
      // Where that was given up: what is under way is cut off, so that nothing of it keeps the process.
      giveUp(new Late('The push was closed.'));
      await exporter.shutdown();
    },
  };
}
