import { choice, webAddress, wholeNumber } from '../settings/forms.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { readAccess } from './collector-access.ts';
import {
  optional,
  withFallback,
  type Doors,
  type SettingForm,
  type SettingValues,
} from '../settings/setting.ts';

/** A collector that something is sent to. */
export interface SentTo<Own extends string> {
  /** The whole address. */
  readonly url: string;
  /** The setting that names it: that of one kind of telemetry alone, or of all. */
  readonly setting: Own | 'telemetry.endpoint';
}

/** Where metrics are pushed, and how often. */
export interface PushSettings extends SentTo<'telemetry.metricsEndpoint'> {
  /** Milliseconds from one push to the next. */
  readonly interval: number;
}

const collectorAddress = addressWithout(
  /[?#]/,
  'the https address of an OpenTelemetry collector, without /v1/…, ?, # and a user',
);
/** Of metrics alone, or of traces alone. */
export const signalAddress = addressWithout(
  undefined,
  'the whole https address, with its path and without a user',
);

const intervals = wholeNumber(1_000, 3_600_000);

type Environment = Readonly<Record<string, string | undefined>>;
type PushTable = ReturnType<typeof pushSettings>;

/**
 * What can be set of telemetry that is sent to a collector.
 *
 * @param doors by the path in the file, and by the variable of OpenTelemetry for the same
 */
export function pushSettings(doors: (path: string, standardVariable: string) => Doors) {
  return {
    'telemetry.endpoint': optional(
      collectorAddress,
      'Where telemetry goes, by OTLP over HTTP: metrics, and the traces of a gateway. Nothing is sent if left out; metrics are at `/metrics` in any case.',
      doors('telemetry.endpoint', 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    ),
    'telemetry.metrics': withFallback(
      choice('otlp', 'none'),
      'otlp',
      'Whether metrics are pushed there (otlp), or only read at `/metrics` (none).',
      { ...doors('telemetry.metrics', 'OTEL_METRICS_EXPORTER'), fromStandard: exporterOf },
    ),
    'telemetry.metricsEndpoint': optional(
      signalAddress,
      'Where metrics are pushed in place of `/v1/metrics` of the collector.',
      doors('telemetry.metricsEndpoint', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'),
    ),
    'telemetry.metricsInterval': withFallback(
      intervals,
      60_000,
      'Milliseconds from one push of the metrics to the next.',
      { ...doors('telemetry.metricsInterval', 'OTEL_METRIC_EXPORT_INTERVAL'), fromStandard: intervalOf },
    ),
  } as const;
}

/**
 * What is wrong in the variables by which a collector is entered.
 *
 * @throws SettingsError with every mistake, where something is sent to one
 */
export function checkAccess(
  environment: Environment,
  sent: Readonly<Record<'metrics' | 'traces', boolean>>,
): void {
  const mistakes = (['metrics', 'traces'] as const).flatMap((what) =>
    sent[what] ? readAccess(environment, what).mistakes : [],
  );
  if (mistakes.length > 0) throw new SettingsError([...new Set(mistakes)]);
}

/** A list is allowed there, in any case of letters; without otlp in it, metrics are only read at `/metrics`. */
function exporterOf(text: string): 'otlp' | 'none' {
  const exporters = text.split(',').map((exporter) => exporter.trim().toLowerCase());
  return exporters.includes('otlp') ? 'otlp' : 'none';
}

/** An interval that is none of ours is left out, as OpenTelemetry does: a platform's variable stops nobody's start. */
function intervalOf(text: string): string | undefined {
  return intervals.read(text, '') === undefined ? undefined : text;
}

/** Whether the standard variables let telemetry of a kind be sent at all. */
export function isSent(kind: 'METRICS' | 'TRACES', environment: Environment): boolean {
  const says = (name: string, word: string) => environment[name]?.trim().toLowerCase() === word;
  return !says('OTEL_SDK_DISABLED', 'true') && !(kind === 'TRACES' && says('OTEL_TRACES_EXPORTER', 'none'));
}

/**
 * The collector of one kind of telemetry: its own, or what all have, with a path.
 *
 * @param own the setting of that kind alone
 */
export function collectorPath<Own extends string>(
  values: Readonly<Record<Own | 'telemetry.endpoint', string | undefined>>,
  own: Own,
  path: string,
): SentTo<Own> | undefined {
  const url = values[own];
  if (url !== undefined) return { url, setting: own };
  const endpoint = values['telemetry.endpoint'];
  return endpoint === undefined
    ? undefined
    : { url: `${endpoint.replace(/\/+$/, '')}/${path}`, setting: 'telemetry.endpoint' };
}

/** Where a process pushes its metrics; undefined where it does not. */
export function pushOf(values: SettingValues<PushTable>, environment: Environment): PushSettings | undefined {
  if (!isSent('METRICS', environment) || values['telemetry.metrics'] === 'none') return undefined;
  const collector = collectorPath(values, 'telemetry.metricsEndpoint', 'v1/metrics');
  return collector && { ...collector, interval: values['telemetry.metricsInterval'] };
}

/** A name and a password in an address would be sent nowhere: they belong into the headers. */
function addressWithout(forbidden: RegExp | undefined, description: string): SettingForm<string> {
  const address = webAddress(description);
  return {
    ...address,
    read(value, folder) {
      const given = address.read(value, folder);
      const isGood = given !== undefined && !forbidden?.test(given) && new URL(given).username === '';
      return isGood ? given : undefined;
    },
  };
}
