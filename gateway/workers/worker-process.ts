import type { ChildProcess } from 'node:child_process';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { createPendingAnswers } from './pending-answers.ts';
import type { Beginning, FromPrimary, FromWorker, Opened, Question, StopOrder } from './worker-messages.ts';

/** A worker as the primary sees it. */
export interface WorkerProcess {
  readonly number: number;
  /** Settles when it could answer; with undefined when it ends before. Never rejects. */
  readonly opened: Promise<Opened | undefined>;
  /** Has somebody told each time it says that it gets on with opening. */
  onProgress(heard: () => void): void;
  /** Its exit code, or the signal or error that ended it. Never rejects. */
  readonly ended: Promise<number | string>;
  /** Has it note in the store that what it serves is served from now on. @returns whether it has. Never rejects */
  note(): Promise<boolean>;
  /** Tells it to accept connections. @returns whether it does; false when it ends before. Never rejects */
  listen(): Promise<boolean>;
  /** What it has counted. @throws Error when it ends, or does not say so in time */
  count(): Promise<CountedMetrics>;
  /** What it told last; undefined before it told anything. */
  lastCount(): CountedMetrics | undefined;
  /** How many messages have been heard of it. */
  heard(): number;
  stop(order: StopOrder): void;
  /** Ends it, whatever it is doing. */
  kill(): void;
}

/** Milliseconds within which a worker tells what it has counted: whoever reads metrics waits for no longer. */
const countPatience = 500;

/** Milliseconds within which the store notes what is served. */
const notePatience = 10_000;

/** @param answer what the worker asks of the primary */
export function watchWorker(
  child: ChildProcess,
  number: number,
  beginning: Beginning,
  answer: (question: Question) => Promise<unknown>,
): WorkerProcess {
  const counts = createPendingAnswers<CountedMetrics>(countPatience);
  const notes = createPendingAnswers<boolean>(notePatience);
  const opened = Promise.withResolvers<Opened | undefined>();
  const listening = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<number | string>();
  let progressed = () => {};
  let last: CountedMetrics | undefined;
  let heard = 0;
  const kill = () => void child.kill('SIGKILL');
  // A worker that ends meanwhile is told of by its end; one that cannot be told anything is of no use.
  const send = (message: FromPrimary) => {
    try {
      if (child.connected) child.send(message, () => undefined);
    } catch {
      kill();
    }
  };
  const end = (how: number | string) => {
    counts.giveUp();
    notes.giveUp();
    opened.resolve(undefined);
    listening.resolve(false);
    ended.resolve(how);
  };
  const hear = (message: FromWorker) => {
    switch (message.kind) {
      case 'progress':
        progressed();
        break;
      case 'opened':
        opened.resolve(message.opened);
        break;
      case 'noted':
        notes.settle(message.id, message.isNoted);
        break;
      case 'listening':
        listening.resolve(true);
        break;
      case 'counted':
        if (!Array.isArray(message.metrics)) throw new Error('metrics are a list');
        last = message.metrics;
        counts.settle(message.id, message.metrics);
        break;
      case 'ask': {
        const { id, question } = message;
        answer(question).then(
          (told) => send({ kind: 'answer', id, answer: told }),
          () => send({ kind: 'answer', id, failed: true }),
        );
        break;
      }
      default:
        throw new Error('no message of a worker');
    }
  };
  child.on('message', (message: FromWorker) => {
    heard++;
    try {
      hear(message);
    } catch {
      // It is not well, and must not make the primary so.
      kill();
    }
  });
  child.once('exit', (code, signal) => end(code ?? signal ?? 'unknown'));
  // It could not be started, killed or sent to; only in the first case there is nothing left that would exit.
  child.on('error', (error) => void (child.pid === undefined && end(error.message)));
  send({ kind: 'begin', beginning });
  return {
    number,
    opened: opened.promise,
    onProgress: (told) => void (progressed = told),
    ended: ended.promise,
    note: () => notes.ask((id) => send({ kind: 'note', id })).catch(() => false),
    listen() {
      send({ kind: 'listen' });
      return listening.promise;
    },
    count: () => counts.ask((id) => send({ kind: 'count', id })),
    lastCount: () => last,
    heard: () => heard,
    stop: (order) => send({ kind: 'stop', order }),
    kill,
  };
}
