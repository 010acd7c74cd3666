import { expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/cli/gateway-options.ts';

const endpoint = { LIENTHONG_TELEMETRY_ENDPOINT: 'https://collector.invalid/otlp/' };
const pushWith = (environment: Record<string, string>) =>
  readGatewayOptions(['--supergraph', 'a.graphql'], environment).telemetry.push;

test.each<[string, Record<string, string>, ReturnType<typeof pushWith>]>([
  ['nowhere without a collector', {}, undefined],
  [
    'below the address of the collector',
    endpoint,
    { url: 'https://collector.invalid/otlp/v1/metrics', interval: 60_000 },
  ],
  [
    'to an address of their own, in time of their own',
    {
      ...endpoint,
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://other.invalid/x',
      OTEL_METRIC_EXPORT_INTERVAL: '5000',
    },
    { url: 'https://other.invalid/x', interval: 5_000 },
  ],
  ['nowhere where just traces are wanted', { ...endpoint, OTEL_METRICS_EXPORTER: 'none' }, undefined],
])('metrics are pushed %s', (_, environment, push) => {
  expect(pushWith(environment)).toEqual(push);
});

test.each([
  [
    { LIENTHONG_TELEMETRY_ENDPOINT: 'collector:4318' },
    'LIENTHONG_TELEMETRY_ENDPOINT must be the https address',
  ],
  [{ OTEL_METRIC_EXPORT_INTERVAL: '60' }, 'OTEL_METRIC_EXPORT_INTERVAL must be a whole number from 1000'],
  [{ OTEL_METRICS_EXPORTER: 'prometheus' }, 'OTEL_METRICS_EXPORTER must be one of otlp, none'],
])('%j is told with what to do', (environment, mistake) => {
  expect(() => pushWith(environment)).toThrow(mistake);
});
