import { choice, webAddress, wholeNumber } from '../settings/forms.ts';
import { optional, withFallback, type Doors, type SettingValues } from '../settings/setting.ts';

/** Where metrics are pushed, and how often. */
export interface PushSettings {
  /** The whole address. */
  readonly url: string;
  /** Milliseconds from one push to the next. */
  readonly interval: number;
}

type PushTable = ReturnType<typeof pushSettings>;

/**
 * What can be set of telemetry that is sent to a collector.
 *
 * @param doors by the path in the file, and by the variable of OpenTelemetry for the same
 */
export function pushSettings(doors: (path: string, standardVariable: string) => Doors) {
  return {
    'telemetry.endpoint': optional(
      webAddress('the https address of an OpenTelemetry collector, without /v1/…'),
      'Where telemetry goes, by OTLP over HTTP: metrics, and the traces of a gateway. Nothing is sent if left out; metrics are at `/metrics` in any case.',
      doors('telemetry.endpoint', 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    ),
    'telemetry.metrics': withFallback(
      choice('otlp', 'none'),
      'otlp',
      'Whether metrics are pushed there (otlp), or only read at `/metrics` (none).',
      doors('telemetry.metrics', 'OTEL_METRICS_EXPORTER'),
    ),
    'telemetry.metricsEndpoint': optional(
      webAddress('the whole https address, with its path'),
      'Where metrics are pushed in place of `/v1/metrics` of the collector.',
      doors('telemetry.metricsEndpoint', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'),
    ),
    'telemetry.metricsInterval': withFallback(
      wholeNumber(1_000, 3_600_000),
      60_000,
      'Milliseconds from one push of the metrics to the next.',
      doors('telemetry.metricsInterval', 'OTEL_METRIC_EXPORT_INTERVAL'),
    ),
  } as const;
}

/** Where a process pushes its metrics; undefined where it does not. */
export function pushOf(values: SettingValues<PushTable>): PushSettings | undefined {
  const endpoint = values['telemetry.endpoint'];
  const url =
    values['telemetry.metricsEndpoint'] ?? (endpoint && `${endpoint.replace(/\/+$/, '')}/v1/metrics`);
  if (url === undefined || values['telemetry.metrics'] === 'none') return undefined;
  return { url, interval: values['telemetry.metricsInterval'] };
}
