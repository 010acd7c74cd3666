import {
  collectorPath,
  isSent,
  signalAddress,
  type SentTo,
} from '../../subgraphs/kit/metrics/push-settings.ts';
import { percentage } from '../../subgraphs/kit/settings/forms.ts';
import {
  optional,
  withFallback,
  type Doors,
  type SettingValues,
} from '../../subgraphs/kit/settings/setting.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type TraceTable = ReturnType<typeof traceSettings> & {
  readonly 'telemetry.endpoint': ReturnType<typeof optional<string>>;
};

/**
 * What can be set of traces.
 *
 * @param doors by the path in the file, and by the variable of OpenTelemetry for the same
 */
export function traceSettings(doors: (path: string, standardVariable: string) => Doors) {
  return {
    'telemetry.tracesEndpoint': optional(
      signalAddress,
      'Where traces go in place of `/v1/traces` of the collector.',
      doors('telemetry.tracesEndpoint', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'),
    ),
    'telemetry.percent': withFallback(
      percentage,
      10,
      'Of 100 requests this many are traced, whatever their callers say of themselves.',
      { ...doors('telemetry.percent', 'OTEL_TRACES_SAMPLER'), fromStandard: percentOf },
    ),
  } as const;
}

/** Where a gateway sends its traces; undefined where it keeps none. */
export function tracesOf(
  values: SettingValues<TraceTable>,
  environment: Environment,
): SentTo<'telemetry.tracesEndpoint'> | undefined {
  return isSent('TRACES', environment)
    ? collectorPath(values, 'telemetry.tracesEndpoint', 'v1/traces')
    : undefined;
}

/**
 * The share that a sampler of OpenTelemetry takes. Those that follow the caller take their share of all requests: a caller
 * cannot have itself traced (decision 0041). One that is not known, or has no good argument, says nothing.
 */
function percentOf(sampler: string, environment: Environment): string | undefined {
  switch (
    sampler
      .trim()
      .toLowerCase()
      .replace(/^parentbased_/, '')
  ) {
    case 'always_on':
      return '100';
    case 'always_off':
      return '0';
    case 'traceidratio': {
      const ratio = Number(environment['OTEL_TRACES_SAMPLER_ARG']?.trim() || 1);
      return ratio >= 0 && ratio <= 1 ? (ratio * 100).toFixed(10) : undefined;
    }
    default:
      return undefined;
  }
}
