import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { createPendingAnswers } from './pending-answers.ts';
import type { CountedMetrics } from '../observability/gateway-metrics.ts';
import type { FromPrimary, FromWorker, Question } from './worker-messages.ts';

/** A worker as the primary sees it. */
export interface WorkerProcess {
  readonly number: number;
  /** Settles with true once it answers requests, with false when it ends before. */
  readonly ready: Promise<boolean>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  take(connection: Socket): void;
  /** What it has counted. @throws Error when it ends before it says so */
  count(): Promise<CountedMetrics>;
  /** It answers for so many milliseconds more, then finishes what is under way and ends. */
  stop(notice: number): void;
}

/** @param answer what the worker asks of the primary */
export function watchWorker(
  child: ChildProcess,
  number: number,
  answer: (question: Question) => Promise<unknown>,
): WorkerProcess {
  const counts = createPendingAnswers<CountedMetrics>();
  const ready = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<number | string>();
  // A worker that ends meanwhile is told of by its end.
  const send = (message: FromPrimary, socket?: Socket) =>
    void (child.connected && child.send(message, socket, {}, () => undefined));
  child.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') ready.resolve(true);
    else if (message.kind === 'counted') counts.settle(message.id, message.metrics);
    else {
      const { id, question } = message;
      void answer(question).then((told) => send({ kind: 'answer', id, answer: told }));
    }
  });
  child.once('exit', (code, signal) => {
    counts.giveUp();
    ready.resolve(false);
    ended.resolve(code ?? signal ?? 'unknown');
  });
  return {
    number,
    ready: ready.promise,
    ended: ended.promise,
    take: (connection) => send({ kind: 'connection' }, connection),
    count: () => counts.ask((id) => send({ kind: 'count', id })),
    stop: (notice) => send({ kind: 'stop', notice }),
  };
}
