import { readFileSync } from 'node:fs';
import { wholeNumber } from '../settings/forms.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a collector is entered. Secrets are among it: it comes from variables of OpenTelemetry alone, never from the file. */
export interface CollectorAccess {
  readonly headers: Readonly<Record<string, string>>;
  readonly isCompressed: boolean;
  readonly encoding: 'json' | 'protobuf';
  /** Milliseconds for one export, with all that is tried again; undefined where nothing good was said. */
  readonly timeout: number | undefined;
  /** @throws where a file cannot be read */
  readonly certificates: () => Readonly<Record<string, Buffer>>;
}

const timeouts = wholeNumber(1, 600_000);
const files = { ca: 'CERTIFICATE', cert: 'CLIENT_CERTIFICATE', key: 'CLIENT_KEY' } as const;

/**
 * Reads `OTEL_EXPORTER_OTLP_HEADERS` and its like, where those of just metrics or just traces go before.
 *
 * @returns the mistakes besides, by their variables, without what was given
 */
export function readAccess(
  environment: Environment,
  what: 'metrics' | 'traces',
): { readonly access: CollectorAccess; readonly mistakes: readonly string[] } {
  const own = (name: string) => `OTEL_EXPORTER_OTLP_${what.toUpperCase()}_${name}`;
  const all = (name: string) => `OTEL_EXPORTER_OTLP_${name}`;
  const variable = (name: string) => (environment[own(name)] ? own(name) : all(name));
  const given = (name: string) => environment[variable(name)] || undefined;
  const lists = [all('HEADERS'), own('HEADERS')].map((name) => ({
    name,
    read: readHeaders(environment[name] ?? ''),
  }));
  const compression = given('COMPRESSION') ?? 'none';
  const certificates = () =>
    Object.fromEntries(
      Object.entries(files).flatMap(([part, name]) => {
        const file = given(name);
        return file === undefined ? [] : [[part, readFileSync(file)]];
      }),
    );
  return {
    access: {
      headers: Object.assign({}, ...lists.map(({ read }) => read)),
      isCompressed: compression === 'gzip',
      encoding: given('PROTOCOL') === 'http/protobuf' ? 'protobuf' : 'json',
      timeout: timeouts.read(given('TIMEOUT'), ''),
      certificates,
    },
    mistakes: [
      ...lists.flatMap(({ name, read }) =>
        read
          ? []
          : [
              `${name} must be a list name=value,name=value, with %-encoded values, and without ${[...ofConnection].join(', ')}.`,
            ],
      ),
      ...(isPairList(environment['OTEL_RESOURCE_ATTRIBUTES'] ?? '')
        ? []
        : ['OTEL_RESOURCE_ATTRIBUTES must be a list name=value,name=value, with %-encoded values.']),
      ...(given('PROTOCOL') === 'grpc'
        ? [`${variable('PROTOCOL')} must be http/json or http/protobuf: gRPC is not spoken.`]
        : []),
      ...(['gzip', 'none'].includes(compression) ? [] : [`${variable('COMPRESSION')} must be gzip or none.`]),
      ...Object.values(files).flatMap((name) => {
        const file = given(name);
        return file === undefined || isReadable(file)
          ? []
          : [`${variable(name)} names a file that cannot be read.`];
      }),
    ],
  };
}

/** Headers that whoever sends decides on: with one of them given nothing would ever be sent. */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** @returns undefined where the list is malformed, or nothing could be sent with it */
function readHeaders(list: string): Readonly<Record<string, string>> | undefined {
  const entries = list.split(',').filter((entry) => entry.trim() !== '');
  try {
    const pairs = entries.map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, Math.max(at, 0)).trim(), decodeURIComponent(entry.slice(at + 1).trim())];
    });
    // It says whether these can be headers.
    const headers = Object.fromEntries(new Headers(pairs as [string, string][]));
    return Object.keys(headers).some((name) => ofConnection.has(name)) ? undefined : headers;
  } catch {
    return undefined;
  }
}

/** As OpenTelemetry reads one, which leaves out the whole list otherwise, and tells nobody. */
function isPairList(list: string): boolean {
  return list
    .split(',')
    .every((entry) => entry.trim() === '' || (/^[^=]*[^=\s][^=]*=[^=]*$/.test(entry) && isEncoded(entry)));
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
