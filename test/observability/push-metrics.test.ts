import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTracing, otlpExporter } from '../../gateway/observability/otlp-tracing.ts';
import { startPush, type MetricsPush } from '../../subgraphs/kit/metrics/push-metrics.ts';
import { post } from '../http/start-local.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';
import { seriesOf, startCollector, type Collector, type How } from './collector.ts';

let collector: Collector;
let push: MetricsPush | undefined;
beforeAll(async () => {
  collector = await startCollector();
});
afterEach(() => push?.close());
afterEach(() => collector.answer(200));
afterAll(() => collector.close());

/** One of each kind, with and without labels. */
function everyKind(): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Counter({ name: 'a_total', help: 'A', labelNames: ['x', 'y'], registers }).inc({ x: 1, y: 'b' }, 3);
  new Counter({ name: 'none_total', help: 'None', labelNames: ['x'], registers }).reset();
  new Gauge({ name: 'b', help: 'B', registers }).set(-2.5);
  const histogram = new Histogram({
    name: 'c_seconds',
    help: 'C',
    labelNames: ['x'],
    buckets: [0.1, 1, 10],
    registers,
  });
  for (const seconds of [0.05, 0.1, 5, 50]) histogram.observe({ x: 'one' }, seconds);
  histogram.observe({ x: 'other' }, 2);
  const summary = new Summary({
    name: 'd_seconds',
    help: 'D',
    labelNames: ['x'],
    percentiles: [],
    registers,
  });
  for (const seconds of [2, 40]) summary.observe({ x: 'one' }, seconds);
  return registry;
}

/** Pushes when it is closed, and not before. */
function pushingOnce(registry: Registry) {
  return pushing(`${collector.url}/v1/metrics`, registry, 3_600_000);
}

/** @param interval milliseconds from one push to the next, which a collector has for each */
function pushing(url: string, registry: Pick<Registry, 'getMetricsAsJSON'>, interval = 100) {
  const told: string[] = [];
  const counts = { made: 0, waiting: new Map<number, () => void>() };
  push = startPush(
    { url, interval },
    {
      service: 'of-the-test',
      address: 'http://127.0.0.1:4321/graphql',
      count: async () => {
        counts.waiting.get(++counts.made)?.();
        return registry.getMetricsAsJSON();
      },
      tell: (line) => told.push(line),
    },
  );
  return {
    told,
    /** Settles when it was counted so often again. */
    counted: (more: number) =>
      new Promise<void>((resolve) => counts.waiting.set(counts.made + more, resolve)),
  };
}

describe('what is pushed to a collector', () => {
  test('is every series of /metrics, with its labels and its number', async () => {
    const registry = everyKind();
    await pushing(`${collector.url}/v1/metrics`, registry).counted(1);
    await push?.close();
    const { series, path, resource } = collector.pushes.at(-1) ?? {};
    const told = new Map(seriesOf(await registry.metrics()));
    // A summary is a histogram of one bucket there.
    told.set('d_seconds_bucket{le="+Inf",x="one"}', 2);
    expect(Object.fromEntries(series ?? [])).toEqual(Object.fromEntries(told));
    expect(told.get('c_seconds_bucket{le="1",x="one"}')).toBe(2);
    expect(path).toBe('/v1/metrics');
    expect(resource).toMatchObject({
      'service.name': 'of-the-test',
      'service.instance.id': expect.stringMatching(/^[^:]+:4321$/),
      'telemetry.sdk.name': 'opentelemetry',
    });
  });

  test('is told as what cannot be counted, once, and once that it can be again', async () => {
    const registry = everyKind();
    let isAway = true;
    const getMetricsAsJSON = async () => {
      if (isAway) throw Object.assign(new Error('words of a store'), { code: 'ECONNRESET' });
      return registry.getMetricsAsJSON();
    };
    const { told, counted } = pushing(`${collector.url}/v1/metrics`, { getMetricsAsJSON });
    await counted(3);
    const sent = collector.requests.length;
    isAway = false;
    await counted(3);
    expect(told).toEqual([
      expect.stringContaining('The metrics cannot be counted, and are not pushed (ECONNRESET)'),
      'The metrics are counted again.',
    ]);
    expect(collector.requests.length).toBeGreaterThan(sent);
  });

  test('is told as what cannot be counted where that does not end', async () => {
    const never = { getMetricsAsJSON: () => new Promise<never>(() => {}) };
    const { told, counted } = pushing(`${collector.url}/v1/metrics`, never, 20);
    await counted(3);
    expect(told).toEqual([expect.stringContaining('(ETIMEDOUT)')]);
  });

  test('is waited for no longer than a push is, where counting does not end', async () => {
    const never = { getMetricsAsJSON: () => new Promise<never>(() => {}) };
    const { told } = pushing(`${collector.url}/v1/metrics`, never, 3_600_000);
    await push?.close(50);
    push = undefined;
    expect(told).toEqual([expect.stringContaining('(ETIMEDOUT)')]);
  });

  test('has no number where there is none', async () => {
    const registry = new Registry();
    new Gauge({ name: 'away', help: 'Away', registers: [registry] }).set(Number.NaN);
    await pushing(`${collector.url}/v1/metrics`, registry).counted(1);
    await push?.close();
    expect(collector.pushes.at(-1)?.series).toEqual(new Map());
  });
});

describe('a collector', () => {
  test.each<[string, How | 'away', string]>([
    ['refuses what it is sent', 403, 'HTTP 403'],
    ['is busy', 503, 'HTTP 503'],
    ['is busy and wants to be asked at once', '503 at once', 'HTTP 503'],
    ['does not answer', 'never', 'no answer in time'],
    ['answers byte by byte', 'trickle', 'no answer in time'],
    ['takes some of it', 'partly', 'it rejects some of them'],
    ['is away', 'away', 'ECONNREFUSED'],
  ])('that %s is told of once, however often it is tried', async (_, how, reason) => {
    if (how !== 'away') collector.answer(how);
    const url = how === 'away' ? 'http://127.0.0.1:1/v1/metrics' : `${collector.url}/v1/metrics`;
    // As long as an answer takes on a busy machine, where there is one.
    const interval = reason === 'no answer in time' ? undefined : 500;
    const { told, counted } = pushing(url, everyKind(), interval);
    await counted(3);
    await push?.close();
    expect(told).toEqual([expect.stringContaining(`The collector takes no metrics (${reason}`)]);
    expect(told.join()).not.toContain('words of a collector');
  });

  test('that is back is told of once, too', async () => {
    collector.answer(403);
    const { told, counted } = pushing(`${collector.url}/v1/metrics`, everyKind());
    await counted(3);
    collector.answer(200);
    await counted(4);
    expect(told).toEqual([expect.stringContaining('HTTP 403'), 'The collector takes metrics again.']);
  });

  test('that answers byte by byte is left when a push is closed, however long it may take otherwise', async () => {
    collector.answer('trickle');
    pushingOnce(everyKind());
    await Promise.all([collector.left(), push?.close(50)]);
    await expect.poll(() => collector.callers()).toBe(0);
  });

  test.each<['trickle' | 403, string, number]>([
    ['trickle', 'no answer in time', 50],
    [403, 'HTTP 403', 10_000],
  ])(
    'that does not take traces (%s) is told of once, and left when they are closed',
    async (how, reason, patience) => {
      collector.answer(how);
      const told: string[] = [];
      const exporter = otlpExporter(`${collector.url}/v1/traces`, (line) => told.push(line), patience);
      const tracing = createTracing({ percent: 100, exporter });
      for (let count = 0; count < 600; count++) tracing.begin(undefined).end('/graphql', 200);
      await tracing.close();
      expect(told).toEqual([expect.stringContaining(`The collector takes no traces (${reason})`)]);
      await expect.poll(() => collector.callers()).toBe(0);
    },
  );
});

describe('a gateway that stops', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'push-'));
    await writeFile(join(folder, 'supergraph.graphql'), tinySupergraph('type Query { hello: String }'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A process of its own, as an operator starts it. */
  async function start(env: NodeJS.ProcessEnv) {
    const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
    const supergraph = join(folder, 'supergraph.graphql');
    const gateway = spawn(process.execPath, [main, '--supergraph', supergraph, '--port', '0'], {
      env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../build/compile-cache'), ...env },
    });
    const ended = once(gateway, 'exit');
    const said: Buffer[] = [];
    gateway.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const [line] = (await once(gateway.stdout, 'data')) as [Buffer];
    return {
      url: /^Ready: (\S+)$/m.exec(line.toString())?.[1] ?? '',
      said: () => Buffer.concat(said).toString(),
      stop() {
        gateway.kill('SIGTERM');
        return ended;
      },
    };
  }

  test('has pushed all that it counted, as the variables of OpenTelemetry want it', async () => {
    const { url, said, stop } = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'authorization=Bearer%20of-the-test',
      OTEL_METRIC_EXPORT_INTERVAL: '3600000',
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/traces-alone`,
      OTEL_SERVICE_NAME: 'gateway-of-the-test',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=of%20the%20test',
    });
    await post(url, { query: '{ hello }' });
    await post(url, { query: '{' });
    const readSeries = async () => seriesOf(await (await fetch(new URL('/metrics', url))).text());
    // A request is counted when its answer has ended, of which its caller may know before.
    const counted = async () =>
      Array.from(await readSeries())
        .filter(([name]) => /^http_server_request_duration_seconds_count.*"\/graphql"/.test(name))
        .reduce((sum, [, value]) => sum + value, 0);
    await expect.poll(counted).toBe(2);
    const series = await readSeries();
    expect(await stop()).toEqual([0, null]);
    expect(said()).not.toContain('collector');
    const last = collector.pushes.at(-1);
    expect(last).toMatchObject({
      path: '/v1/metrics',
      headers: { authorization: 'Bearer of-the-test' },
      resource: {
        'service.name': 'gateway-of-the-test',
        'deployment.environment.name': 'of the test',
        'service.instance.id': expect.any(String),
      },
    });
    const traces = collector.requests.filter(({ path }) => path === '/traces-alone');
    expect(traces.map(({ body }) => body.toString()).join()).toMatch(/"gateway-of-the-test".*"http.route"/);
    const pushed = last?.series ?? new Map<string, number>();
    // The reading of /metrics is counted when it has been answered.
    // How busy it is, and how much it lets in, is of a moment.
    const ours = (name: string) =>
      /^(hub_(?!requests_(in_flight|queued|allowed))|http_)/.test(name) && !name.includes('"/metrics"');
    const read = [...series].filter(([name]) => ours(name));
    expect(read.length).toBeGreaterThan(20);
    expect([...pushed].filter(([name]) => ours(name)).toSorted()).toEqual(read.toSorted());
    const places = (all: Iterable<string>) => Array.from(all, (name) => name.replace(/\{.*/, ''));
    const missing = new Set(places(series.keys())).difference(new Set(places(pushed.keys())));
    expect([...missing]).toEqual([]);
  });

  test('waits for no collector that answers byte by byte', async () => {
    collector.answer('trickle');
    const { url, stop } = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '300',
      OTEL_TRACES_SAMPLER: 'always_on',
    });
    await post(url, { query: '{ hello }' });
    const before = collector.requests.length;
    expect(await stop()).toEqual([0, null]);
    const paths = collector.requests.slice(before).map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['/v1/traces', '/v1/metrics']));
  });
});
