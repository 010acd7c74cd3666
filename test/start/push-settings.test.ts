import { expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';

const endpoint = { LIENTHONG_TELEMETRY_ENDPOINT: 'https://collector.invalid/otlp/' };
const pushWith = (environment: Record<string, string>) =>
  readGatewayOptions(['--supergraph', 'a.graphql'], environment).telemetry.push;

test.each<[string, Record<string, string>, ReturnType<typeof pushWith>]>([
  ['nowhere without a collector', {}, undefined],
  [
    'below the address of the collector',
    endpoint,
    { url: 'https://collector.invalid/otlp/v1/metrics', setting: 'telemetry.endpoint', interval: 60_000 },
  ],
  [
    'to an address of their own, in time of their own',
    {
      ...endpoint,
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://other.invalid/x',
      OTEL_METRIC_EXPORT_INTERVAL: '5000',
    },
    { url: 'https://other.invalid/x', setting: 'telemetry.metricsEndpoint', interval: 5_000 },
  ],
  ['nowhere where just traces are wanted', { ...endpoint, OTEL_METRICS_EXPORTER: 'NONE' }, undefined],
  ['nowhere where Prometheus alone reads', { ...endpoint, OTEL_METRICS_EXPORTER: 'prometheus' }, undefined],
  ['nowhere where the standard turns all off', { ...endpoint, OTEL_SDK_DISABLED: 'True' }, undefined],
  [
    'there where a list has it, each minute where the interval is odd',
    { ...endpoint, OTEL_METRICS_EXPORTER: 'prometheus, otlp', OTEL_METRIC_EXPORT_INTERVAL: '500' },
    { url: 'https://collector.invalid/otlp/v1/metrics', setting: 'telemetry.endpoint', interval: 60_000 },
  ],
])('metrics are pushed %s', (_, environment, push) => {
  expect(pushWith(environment)).toEqual(push);
});

test('where no collector is named, no standard variable stops a start', () => {
  const environment = {
    OTEL_METRICS_EXPORTER: 'NONE,odd',
    OTEL_METRIC_EXPORT_INTERVAL: '60',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_HEADERS: 'odd',
  };
  expect(pushWith(environment)).toBeUndefined();
});

const tracesWith = (environment: Record<string, string>) =>
  readGatewayOptions(['--supergraph', 'a.graphql'], { ...endpoint, ...environment }).telemetry;

test.each([
  [{}, 'https://collector.invalid/otlp/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://other.invalid/x' }, 'https://other.invalid/x'],
  [{ OTEL_TRACES_EXPORTER: 'none' }, undefined],
  [{ OTEL_SDK_DISABLED: 'true' }, undefined],
])('traces go where the standard variables %j let them', (environment, url) => {
  expect(tracesWith(environment).traces?.url).toBe(url);
});

test.each([
  [{}, 10],
  [{ OTEL_TRACES_SAMPLER: 'always_on' }, 100],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, 0],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio' }, 100],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.005' }, 0.5],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1e-7' }, 0.00001],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '25' }, 10],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: ' ' }, 100],
  [{ OTEL_TRACES_SAMPLER: 'jaeger_remote' }, 10],
  [{ OTEL_TRACES_SAMPLER: 'always_on', LIENTHONG_TELEMETRY_PERCENT: '2.5' }, 2.5],
])('%j has that share of the requests traced', (environment, percent) => {
  expect(tracesWith(environment).percent).toBeCloseTo(percent, 10);
});

test.each([
  [
    { LIENTHONG_TELEMETRY_ENDPOINT: 'collector:4318' },
    'LIENTHONG_TELEMETRY_ENDPOINT must be the https address',
  ],
  [
    { LIENTHONG_TELEMETRY_ENDPOINT: 'https://collector.invalid/?key=1' },
    'LIENTHONG_TELEMETRY_ENDPOINT must be the https address',
  ],
  [
    { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'authorization: Bearer x' },
    'OTEL_EXPORTER_OTLP_HEADERS must be a list',
  ],
  [
    { LIENTHONG_TELEMETRY_ENDPOINT: 'https://somebody:secret@collector.invalid' },
    'LIENTHONG_TELEMETRY_ENDPOINT must be the https address',
  ],
  [
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://somebody@collector.invalid' },
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be the whole https address',
  ],
  [{ ...endpoint, OTEL_RESOURCE_ATTRIBUTES: 'a=b,c' }, 'OTEL_RESOURCE_ATTRIBUTES must be a list'],
  [{ ...endpoint, OTEL_RESOURCE_ATTRIBUTES: 'a=b=c' }, 'OTEL_RESOURCE_ATTRIBUTES must be a list'],
  [{ ...endpoint, OTEL_RESOURCE_ATTRIBUTES: 'a=%zz' }, 'OTEL_RESOURCE_ATTRIBUTES must be a list'],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'a=%zz' }, 'OTLP_METRICS_HEADERS must be a list'],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL must be http/json'],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_COMPRESSION: 'zip' }, 'OTEL_EXPORTER_OTLP_COMPRESSION must be gzip'],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_CERTIFICATE: 'no.pem' }, 'OTEL_EXPORTER_OTLP_CERTIFICATE names a file'],
])('%j is told with what to do', (environment, mistake) => {
  expect(() => pushWith(environment)).toThrow(mistake);
});
