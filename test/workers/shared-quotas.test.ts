import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { createQuotas } from '../../gateway/quota/quotas.ts';
import { answerForAll } from '../../gateway/workers/shared-answers.ts';
import { workerVariable, type Beginning } from '../../gateway/workers/worker-messages.ts';
import { watchWorker } from '../../gateway/workers/worker-process.ts';
import { findWorkerSide, type WorkerSide } from '../../gateway/workers/worker-side.ts';

const client = {
  id: 'a',
  quota: { perMinute: 3, perDay: 100, subjects: { perHour: 2, perDay: 10 } },
};

/** Two workers of one primary, without processes: what one side sends, the other hears. */
function twoWorkers(now?: () => number, metrics = async () => ''): readonly [WorkerSide, WorkerSide] {
  const answer = answerForAll(createQuotas(), metrics, now);
  const start = (number: number): WorkerSide => {
    const inPrimary = new EventEmitter();
    const inWorker = new EventEmitter();
    const send = (to: EventEmitter) => (message: unknown) => to.emit('message', structuredClone(message));
    const child = Object.assign(inPrimary, { connected: true, send: send(inWorker) });
    watchWorker(child as unknown as ChildProcess, number, {} as Beginning, answer);
    const channel = Object.assign(inWorker, { connected: true, send: send(inPrimary) });
    const env = { [workerVariable]: String(number) };
    const side = findWorkerSide({ env }, channel as unknown as NodeJS.Process);
    if (!side) throw new Error('is a worker');
    return side;
  };
  return [start(1), start(2)];
}

test('a client has one quota of requests, whichever worker answers it', async () => {
  const [one, other] = twoWorkers();
  for (const worker of [one, other, one]) await worker.quotas.requests.spend(client);
  expect(await other.quotas.requests.used('a')).toEqual({ perMinute: 3, perDay: 3 });
  await expect(other.quotas.requests.spend(client)).rejects.toMatchObject({
    message: 'This client may send 3 requests a minute.',
    extensions: { code: 'QUOTA_EXCEEDED', http: { headers: new Map([['retry-after', '60']]) } },
  });
});

test('an actor learns of no more people by asking two workers', async () => {
  const [one, other] = twoWorkers();
  const ask = (worker: WorkerSide, subject: string) =>
    worker.quotas.subjects.count(
      { actor: 'a officer', subjects: [subject], misses: 0 },
      client.quota.subjects,
      0,
    );
  expect([await ask(one, 'x'), await ask(other, 'y'), await ask(one, 'y')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await ask(other, 'z')).toBeGreaterThan(0);
});

test('an hour begins for all workers at once, by the clock of their primary', async () => {
  const day = 24 * 60 * 60 * 1_000;
  let now = 0;
  const [one, other] = twoWorkers(() => now);
  const ask = (worker: WorkerSide, subject: string, late: number) =>
    worker.quotas.subjects.count(
      { actor: 'a officer', subjects: [subject], misses: 0 },
      client.quota.subjects,
      now + late,
    );
  for (const subject of ['v', 'w']) expect(await ask(one, subject, 0)).toBeUndefined();
  // Neither a clock before nor one after opens another period.
  for (const late of [-day, day, -1, day + 1]) expect(await ask(other, 'x', late)).toBe(60 * 60 * 1_000);
  now += 60 * 60 * 1_000;
  expect(await ask(other, 'x', -1)).toBeUndefined();
});

test('while nobody counts, no request is answered', async () => {
  vi.useFakeTimers();
  try {
    const channel = Object.assign(new EventEmitter(), { connected: true, send: () => true });
    const silent = findWorkerSide({ env: { [workerVariable]: '1' } }, channel as unknown as NodeJS.Process);
    const spent = silent?.quotas.requests.spend(client).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await spent).toMatchObject({
      extensions: { code: 'OVERLOADED', http: { headers: new Map([['retry-after', '1']]) } },
    });
  } finally {
    vi.useRealTimers();
  }
});

test('metrics are added up once a second at most, however many ask which worker', async () => {
  vi.useFakeTimers();
  try {
    const add = vi.fn<() => Promise<string>>(async () => 'all');
    const reads = twoWorkers(undefined, add).map((worker) => worker.shared(createGatewayMetrics()).read);
    const readAll = () => Promise.all(reads.flatMap((read) => [read(), read(), read()]));
    for (const again of [1, 2]) {
      await readAll();
      await vi.advanceTimersByTimeAsync(999);
      expect(new Set((await readAll()).map(({ text }) => text))).toEqual(new Set(['all']));
      expect(add).toHaveBeenCalledTimes(again);
      await vi.advanceTimersByTimeAsync(1);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('a worker tells for a second what it was told of all', async () => {
  vi.useFakeTimers();
  try {
    const channel = Object.assign(new EventEmitter(), {
      connected: true,
      send: vi.fn<(message: { readonly id: number }) => void>(({ id }) => {
        channel.emit('message', { kind: 'answer', id, answer: 'all' });
      }),
    });
    const side = findWorkerSide({ env: { [workerVariable]: '1' } }, channel as unknown as NodeJS.Process);
    const { read } = side?.shared(createGatewayMetrics()) ?? {};
    for (let i = 0; i < 3; i++) expect(await read?.()).toMatchObject({ text: 'all' });
    expect(channel.send).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_000);
    await read?.();
    expect(channel.send).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

test('metrics of a primary that is silent are refused like anything else, and are no fault', async () => {
  vi.useFakeTimers();
  try {
    const send = vi.fn<() => true>(() => true);
    const channel = Object.assign(new EventEmitter(), { connected: true, send });
    const silent = findWorkerSide({ env: { [workerVariable]: '1' } }, channel as unknown as NodeJS.Process);
    const { read } = silent?.shared(createGatewayMetrics()) ?? {};
    const told = Array.from({ length: 400 }, () => read?.().catch((error: unknown) => error));
    await vi.advanceTimersByTimeAsync(1_000);
    for (const refused of await Promise.all(told))
      expect(refused).toMatchObject({
        extensions: { code: 'OVERLOADED', http: { headers: new Map([['retry-after', '1']]) } },
      });
    expect(send).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

test('a worker that loses its primary stops at once, and ends whatever it is doing', async () => {
  vi.useFakeTimers();
  try {
    const exit = vi.fn<(code: number) => void>();
    const channel = Object.assign(new EventEmitter(), { connected: true, send: () => true, exit });
    const side = findWorkerSide({ env: { [workerVariable]: '1' } }, channel as unknown as NodeJS.Process);
    channel.emit('disconnect');
    expect(await side?.stop).toEqual({ notice: 0, isReplaced: true });
    await expect(side?.quotas.requests.spend(client)).rejects.toMatchObject({
      extensions: { code: 'OVERLOADED' },
    });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(exit).toHaveBeenCalledWith(1);
  } finally {
    vi.useRealTimers();
  }
});

test('a process that was not started as a worker is none', () => {
  expect(findWorkerSide({ env: {} })).toBeUndefined();
});
