import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { tell } from './whole-suite/told.ts';

/** What a collector was sent in one push, as series of Prometheus: `name{label="value"}` → number. */
export interface Push {
  readonly headers: IncomingHttpHeaders;
  readonly path: string | undefined;
  readonly resource: Readonly<Record<string, string>>;
  readonly series: ReadonlyMap<string, number>;
}

/** One request, as it came. */
export interface Sent {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A status of HTTP, which may be told to come again at once, nothing at all, a byte now and then, that it took some, or the end of the connection. */
export type How = number | '503 at once' | 'never' | 'trickle' | 'partly' | 'cut off';

/** A collector of OpenTelemetry that keeps what it is sent. */
export interface Collector {
  /** Without a path. */
  readonly url: string;
  readonly pushes: readonly Push[];
  /** All that it was sent, traces and what was sent again too. */
  readonly requests: readonly Sent[];
  /** How it answers from now on, one after the other, the last again and again. */
  answer(...hows: readonly How[]): void;
  /** Settles when a caller has gone that was answered byte by byte. */
  left(): Promise<void>;
  /** How many connections there are. */
  callers(): Promise<number>;
  close(): void;
}

export async function startCollector(): Promise<Collector> {
  const pushes: Push[] = [];
  const requests: Sent[] = [];
  let hows: readonly How[] = [200];
  const leaving = new EventEmitter();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    requests.push({ path: request.url, headers: request.headers, body });
    const { 'content-type': type, 'content-encoding': compression } = request.headers;
    const isJson = type === 'application/json' && compression === undefined;
    const { resourceMetrics } = isJson ? (JSON.parse(body.toString()) as Partial<Otlp>) : {};
    // A gateway sends it traces, too.
    if (resourceMetrics) {
      const push = asPush(resourceMetrics);
      for (const series of push.series.keys()) tell('metric', series);
      tell('metric', JSON.stringify({ ...push.resource, 'service.instance.id': '' }));
      pushes.push({ headers: request.headers, path: request.url, ...push });
    }
    const [how = 200, ...rest] = hows;
    if (rest.length > 0) hows = rest;
    switch (how) {
      case 'never':
        return;
      case 'cut off':
        return void request.socket.destroy();
      case '503 at once':
        return void response.writeHead(503, { 'retry-after': '0' }).end();
      case 'partly':
        return void response.end(
          '{"partialSuccess":{"rejectedDataPoints":"1","errorMessage":"words of a collector"}}',
        );
      case 'trickle': {
        response.writeHead(200).flushHeaders();
        const drops = setInterval(() => response.write(' '), 20);
        return void response.once('close', () => {
          clearInterval(drops);
          leaving.emit('left');
        });
      }
      default:
        response.writeHead(how).end(how === 200 ? '{}' : 'the words of a collector');
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushes,
    requests,
    answer: (...next) => (hows = next),
    async left() {
      await once(leaving, 'left');
    },
    callers: () => promisify(server.getConnections.bind(server))(),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The series that `/metrics` tells, in the same form. */
export function seriesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gm);
  return new Map(
    Array.from(lines, ([, name = '', labels = '', value]) => {
      const pairs = Array.from(labels.matchAll(/(\w+)="([^"]*)"/g), ([, label = '', text = '']) => [
        label,
        text,
      ]);
      return [seriesName(name, Object.fromEntries(pairs)), Number(value === '+Inf' ? Infinity : value)];
    }),
  );
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

interface Point {
  readonly attributes: readonly Attribute[];
  readonly asDouble?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
  readonly count?: number;
  readonly sum?: number;
}

interface Points {
  readonly aggregationTemporality?: number;
  readonly isMonotonic?: boolean;
  readonly dataPoints: readonly Point[];
}

interface Otlp {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeMetrics: readonly {
      readonly metrics: readonly {
        readonly name: string;
        readonly sum?: Points;
        readonly gauge?: Points;
        readonly histogram?: Points;
      }[];
    }[];
  }[];
}

/** `AGGREGATION_TEMPORALITY_CUMULATIVE` of the protocol: since the process began, as Prometheus counts. */
const cumulative = 2;

function asPush(resourceMetrics: Otlp['resourceMetrics']): Pick<Push, 'resource' | 'series'> {
  const metrics = resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap((scope) => scope.metrics),
  );
  const series = metrics.flatMap(({ name, sum, gauge, histogram }) => {
    if (gauge) return gauge.dataPoints.map((point) => seriesAt(name, point, point.asDouble));
    const counted = sum ?? histogram;
    if (counted?.aggregationTemporality !== cumulative)
      throw new Error(`${name} is not counted from the beginning`);
    if (sum && !sum.isMonotonic) throw new Error(`${name} may fall`);
    return counted.dataPoints.flatMap((point) =>
      histogram ? distribution(name, point) : [seriesAt(name, point, point.asDouble)],
    );
  });
  const attributes = resourceMetrics[0]?.resource.attributes ?? [];
  return { resource: textsOf(attributes), series: new Map(series) };
}

function distribution(name: string, point: Point): (readonly [string, number])[] {
  const { bucketCounts = [], explicitBounds = [], count, sum } = point;
  const buckets = bucketCounts.map((_, at) => {
    const upTo = bucketCounts.slice(0, at + 1).reduce((all, one) => all + one, 0);
    return seriesAt(`${name}_bucket`, point, upTo, { le: String(explicitBounds[at] ?? '+Inf') });
  });
  return [...buckets, seriesAt(`${name}_sum`, point, sum), seriesAt(`${name}_count`, point, count)];
}

function seriesAt(
  name: string,
  { attributes }: Point,
  value = Number.NaN,
  more = {},
): readonly [string, number] {
  return [seriesName(name, { ...textsOf(attributes), ...more }), value];
}

function textsOf(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}

function seriesName(name: string, labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).toSorted(([one], [other]) => one.localeCompare(other));
  return `${name}{${sorted.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}
