import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTracing, otlpExporter } from '../../gateway/observability/otlp-tracing.ts';
import { startCollector, type Collector } from './collector.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => collector.close());

/** The first byte of a list of resources in protobuf: field 1, with its length. */
const firstField = 0x0a;

test.each([
  ['http/json', 'application/json', '{'.charCodeAt(0)],
  ['http/protobuf', 'application/x-protobuf', firstField],
])('spans sent as %s are written as that', async (protocol, type, first) => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', protocol);
  const told: string[] = [];
  const exporter = otlpExporter(`${collector.url}/v1/traces`, (line) => told.push(line));
  const tracing = createTracing({ percent: 100, exporter });
  tracing.begin(undefined).end('/graphql', 200);
  await tracing.close();
  const { headers, body } = collector.requests.at(-1) ?? {};
  expect([headers?.['content-type'], body?.[0]]).toEqual([type, first]);
  expect(body?.includes('/graphql')).toBe(true);
});
