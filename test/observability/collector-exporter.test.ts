import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAccess } from '../../subgraphs/kit/metrics/collector-access.ts';
import { exportTo, type Serializers } from '../../subgraphs/kit/metrics/collector-exporter.ts';
import { retryPause, type FailedAttempt } from '../../subgraphs/kit/metrics/retry-pause.ts';
import { startCollector, type Collector, type How } from './collector.ts';

let collector: Collector;
let told: string[] = [];
beforeAll(async () => {
  collector = await startCollector();
});
beforeEach(() => {
  told = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  collector.answer(200);
});
afterAll(() => collector.close());

const serializers: Serializers<string> = {
  json: {
    serializeRequest: (items) => Buffer.from(JSON.stringify({ items })),
    deserializeResponse: (answer) => JSON.parse(Buffer.from(answer).toString()),
  },
  protobuf: {
    serializeRequest: (items) => Buffer.from(`protobuf of ${items}`),
    deserializeResponse: () => ({ partialSuccess: { rejectedSpans: 1 } }),
  },
};

function open(longest?: number, url = `${collector.url}/v1/traces`) {
  return exportTo(serializers, { url, what: 'traces', tell: (line) => told.push(line), longest });
}

/** @returns whether it was taken, and the requests for it */
async function sendOnce(exporter = open()) {
  const before = collector.requests.length;
  const { code } = await new Promise<{ code: number }>((done) => exporter.export('words', done));
  await exporter.shutdown();
  return { isTaken: code === 0, requests: collector.requests.slice(before) };
}

describe('what a collector does not take', () => {
  test.each<[string, How]>([
    ['is busy', '503 at once'],
    ['cuts the connection', 'cut off'],
  ])('is sent again where it %s, and nobody is told where it then takes it', async (_, first) => {
    collector.answer(first, 200);
    const { isTaken, requests } = await sendOnce();
    expect(isTaken).toBe(true);
    expect(requests.map(({ body }) => body.toString())).toEqual(['{"items":"words"}', '{"items":"words"}']);
    expect(told).toEqual([]);
  });

  test('is not sent again where it is refused for good', async () => {
    collector.answer(400, 200);
    const { isTaken, requests } = await sendOnce();
    expect([isTaken, requests.length]).toEqual([false, 1]);
  });

  test('is not sent again after its time', async () => {
    collector.answer(503);
    const { isTaken, requests } = await sendOnce(open(200));
    expect([isTaken, requests.length]).toEqual([false, 1]);
  });

  test('is sent once more, at once, where a process stops that waits to do so', async () => {
    collector.answer(503);
    const exporter = open();
    const before = collector.requests.length;
    const failed = new Promise((done) => exporter.export('words', done));
    await expect.poll(() => collector.requests.length).toBe(before + 1);
    exporter.hurry();
    await failed;
    await exporter.shutdown();
    expect(collector.requests.length).toBe(before + 2);
  });
});

test('a process that stops waits no longer for a collector than it says, however long one may take otherwise', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '600000');
  collector.answer('trickle');
  const exporter = open();
  const sent = sendOnce(exporter);
  exporter.hurry(50);
  expect((await sent).isTaken).toBe(false);
});

test('a collector that takes a connection and says nothing is left in time', async () => {
  // Reads on, so that it hears that it is left.
  const silent = createServer((socket) => socket.resume());
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const { isTaken } = await sendOnce(open(50, `http://127.0.0.1:${port}/v1/traces`));
  expect(isTaken).toBe(false);
  expect(told).toEqual([expect.stringContaining('(no answer in time)')]);
  silent.close();
  await once(silent, 'close');
});

test('what cannot be written for a collector is told as not taken, and ends nothing', async () => {
  const serializeRequest = () => {
    throw new Error('a value of somebody');
  };
  const unwritable = { ...serializers.json, serializeRequest };
  const exporter = exportTo<string>(
    { json: unwritable, protobuf: unwritable },
    { url: `${collector.url}/v1/traces`, what: 'traces', tell: (line) => told.push(line) },
  );
  expect(await sendOnce(exporter)).toEqual({ isTaken: false, requests: [] });
  expect(told).toEqual([expect.stringContaining('(they cannot be written)')]);
});

describe('the variables of OpenTelemetry', () => {
  test.each([
    'Content-Length=2',
    'transfer-encoding=chunked',
    'connection=x',
    'keep-alive=1',
    'upgrade=h2c',
    'expect=x',
  ])('are a mistake where a header could not be sent: %s', async (list) => {
    const { mistakes, access } = readAccess({ OTEL_EXPORTER_OTLP_HEADERS: `a=1,${list}` }, 'traces');
    expect(mistakes).toEqual([
      expect.stringMatching(/^OTEL_EXPORTER_OTLP_HEADERS .*without .*content-length/),
    ]);
    expect(access.headers).toEqual({});
  });

  test('say how long a collector has, of traces alone before of all', () => {
    const variables = { OTEL_EXPORTER_OTLP_TIMEOUT: '600', OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '50' };
    expect(readAccess(variables, 'traces').access.timeout).toBe(50);
    expect(readAccess(variables, 'metrics').access.timeout).toBe(600);
    expect(readAccess({ OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' }, 'metrics').access.timeout).toBeUndefined();
  });

  test('say in which encoding it is sent, and in that the answer is read', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/protobuf');
    const { isTaken, requests } = await sendOnce();
    expect(requests[0]?.headers['content-type']).toBe('application/x-protobuf');
    expect(requests[0]?.body.toString()).toBe('protobuf of words');
    expect(isTaken).toBe(false);
  });

  test('say by which headers it is known, of traces alone before those of all, and that it is compressed', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-all=1,x-both=all');
    vi.stubEnv('OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'x-both=of%20traces');
    vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip');
    const { requests } = await sendOnce();
    expect(requests[0]?.headers).toMatchObject({ 'x-all': '1', 'x-both': 'of traces' });
    expect(gunzipSync(requests[0]?.body ?? '').toString()).toBe('{"items":"words"}');
  });
});

test.each<[FailedAttempt, number, number | undefined]>([
  [{}, 1, 750],
  [{ status: 503 }, 2, 1_500],
  [{ status: 429 }, 4, 3_750],
  [{ status: 502 }, 5, undefined],
  [{ status: 503, retryAfter: '7' }, 1, 7_000],
  [{ status: 503, retryAfter: 'Fri, 27 Nov 2026 00:00:03 GMT' }, 1, 3_000],
  [{ status: 503, retryAfter: 'Thu, 26 Nov 2026 00:00:00 GMT' }, 1, 0],
  [{ status: 503, retryAfter: 'soon' }, 1, 750],
  [{ status: 500 }, 1, undefined],
  [{ status: 200 }, 1, undefined],
])('after %j, tried %d times, there is a pause of %d ms', (attempt, tries, pause) => {
  expect(retryPause(attempt, tries, Date.parse('2026-11-27T00:00:00Z'), 0.5)).toBe(pause);
});
