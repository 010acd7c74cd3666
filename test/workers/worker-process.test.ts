import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Beginning } from '../../gateway/workers/worker-messages.ts';
import { watchWorker } from '../../gateway/workers/worker-process.ts';

/** A child without a process. */
function fakeChild(send: (message: unknown) => void = () => {}) {
  const signals: string[] = [];
  const kill = (signal: string) => signals.push(signal);
  const child = Object.assign(new EventEmitter(), { pid: 1, connected: true, send, kill });
  const worker = watchWorker(child as unknown as ChildProcess, 1, {} as Beginning, async () => undefined);
  return { child, worker, signals };
}

test.each([
  ['nothing', null],
  ['a text', 'opened'],
  ['an unknown kind', { kind: 'other' }],
  ['metrics that are none', { kind: 'counted', id: 0, metrics: 5 }],
])('a worker that sends %s is ended, and the primary goes on', (_, message) => {
  const { child, signals } = fakeChild();
  child.emit('message', message);
  expect(signals).toEqual(['SIGKILL']);
});

test('a worker to which nothing can be sent is ended, and whoever asks hears that it is not noted', async () => {
  const { child, worker, signals } = fakeChild(() => {
    throw new Error('cannot be cloned');
  });
  expect(signals).toEqual(['SIGKILL']);
  child.emit('message', { kind: 'ask', id: 1, question: { kind: 'present' } });
  const noted = worker.note();
  child.emit('exit', null, 'SIGKILL');
  expect(await noted).toBe(false);
  expect(signals.length).toBeGreaterThan(1);
});

test('a worker notes what it serves when it says so', async () => {
  const asked: { readonly kind?: string; readonly id?: number }[] = [];
  const { child, worker } = fakeChild((message) => asked.push(message as object));
  const noted = worker.note();
  child.emit('message', { kind: 'noted', id: asked.find(({ kind }) => kind === 'note')?.id, isNoted: true });
  expect(await noted).toBe(true);
});
