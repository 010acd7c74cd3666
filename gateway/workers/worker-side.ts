import { Registry } from 'prom-client';
import { refusal } from '../http/refusal.ts';
import type { GatewayMetrics } from '../observability/gateway-metrics.ts';
import type { Quotas } from '../quota/quotas.ts';
import { retryAfter } from '../quota/retry-after.ts';
import { shareRead } from '../observability/share-read.ts';
import { createPendingAnswers } from './pending-answers.ts';
import { metricsKept, type Spent } from './shared-answers.ts';
import {
  workerVariable,
  type Beginning,
  type FromPrimary,
  type FromWorker,
  type Opened,
  type Question,
  type StopOrder,
} from './worker-messages.ts';

/** What a gateway is that is one of several: the primary counts for all, and tells it what to serve and when. */
export interface WorkerSide {
  readonly number: number;
  /** What it is to serve. */
  readonly beginning: Promise<Beginning>;
  /** Settles when it is to accept connections. */
  readonly mayListen: Promise<void>;
  /** Settles when it is to stop, however far it is. */
  readonly stop: Promise<StopOrder>;
  /** Counted by the primary, for all workers. What it does not answer in time is refused. */
  readonly quotas: Quotas;
  /** The metrics of all workers in place of those of one. */
  shared(metrics: GatewayMetrics): Pick<GatewayMetrics, 'read'>;
  /** Passes while the primary answers. */
  check(): Promise<void>;
  /** Gets on with opening. Told as often as one likes: the primary hears it once a second. */
  onProgress(): void;
  /**
   * Could answer, and waits until it may.
   *
   * @param begin notes in the store that it is served from now on, when the primary wants that
   */
  opened(opened: Opened, begin: () => Promise<void>): void;
  listening(): void;
  /** Tells what was counted last; then nothing is heard of the primary any more, so that this process can end. */
  leave(): Promise<void>;
}

/** Milliseconds within which the primary answers: it does next to nothing else. */
const patience = 1_000;

/** Milliseconds between two words of progress. */
const progressEvery = 1_000;

/** Milliseconds after which a worker without a primary ends, whatever it is doing: more than a drain may take. */
const abandonedPatience = 25_000;

/** This process as a worker; undefined where it stands alone. */
export function findWorkerSide(
  { env }: Pick<NodeJS.Process, 'env'> = process,
  channel: Pick<NodeJS.Process, 'send' | 'on' | 'once' | 'disconnect' | 'connected' | 'exit'> = process,
): WorkerSide | undefined {
  const number = Number(env[workerVariable]);
  if (!Number.isInteger(number) || number < 1 || !channel.send) return undefined;
  const answers = createPendingAnswers<unknown>(patience);
  const beginning = Promise.withResolvers<Beginning>();
  const mayListen = Promise.withResolvers<void>();
  const stop = Promise.withResolvers<StopOrder>();
  let counted: GatewayMetrics['counted'] = async () => [];
  let note = async () => {};
  let progressTold = -Infinity;
  const tell = (message: FromWorker) =>
    new Promise<void>((resolve) => channel.send?.(message, undefined, {}, () => resolve()));
  const ask = (question: Question) => answers.ask((id) => void tell({ kind: 'ask', id, question }));
  // Heard from the first moment on: what is said while the gateway still opens is not lost.
  channel.on('message', (message: FromPrimary) => {
    switch (message.kind) {
      case 'begin':
        beginning.resolve(message.beginning);
        break;
      case 'note': {
        const { id } = message;
        note().then(
          () => tell({ kind: 'noted', id, isNoted: true }),
          () => tell({ kind: 'noted', id, isNoted: false }),
        );
        break;
      }
      case 'listen':
        mayListen.resolve();
        break;
      case 'stop':
        stop.resolve(message.order);
        break;
      case 'answer':
        if (message.failed) answers.fail(message.id);
        else answers.settle(message.id, message.answer);
        break;
      case 'count': {
        const { id } = message;
        counted().then(
          (metrics) => tell({ kind: 'counted', id, metrics }),
          () => undefined,
        );
      }
    }
  });
  let hasLeft = false;
  // Without the primary nobody would count or replace this process any more.
  const abandoned = () => {
    answers.giveUp();
    if (hasLeft) return;
    stop.resolve({ notice: 0, isReplaced: true });
    setTimeout(() => channel.exit(1), abandonedPatience).unref();
  };
  channel.once('disconnect', abandoned);
  if (!channel.connected) abandoned();
  return {
    number,
    beginning: beginning.promise,
    mayListen: mayListen.promise,
    stop: stop.promise,
    quotas: {
      requests: {
        async spend({ id, quota }) {
          const spent = (await ask({ kind: 'spend', client: { id, quota } }).catch(refuse)) as Spent;
          if (spent) throw refusal('QUOTA_EXCEEDED', spent.message, Object.fromEntries(spent.headers));
        },
        used: (client) => ask({ kind: 'used', client }) as ReturnType<Quotas['requests']['used']>,
      },
      subjects: {
        count: (sighting, quota) => ask({ kind: 'sighted', sighting, quota }) as Promise<number | undefined>,
      },
    },
    shared(metrics) {
      ({ counted } = metrics);
      return {
        read: shareRead(
          async () => ({
            contentType: Registry.PROMETHEUS_CONTENT_TYPE,
            text: (await ask({ kind: 'metrics' }).catch(refuse)) as string,
          }),
          { keep: metricsKept },
        ),
      };
    },
    async check() {
      await ask({ kind: 'present' });
    },
    onProgress() {
      const now = performance.now();
      if (now - progressTold < progressEvery) return;
      progressTold = now;
      void tell({ kind: 'progress' });
    },
    opened(opened, begin) {
      note = begin;
      void tell({ kind: 'opened', opened });
    },
    listening: () => void tell({ kind: 'listening' }),
    async leave() {
      hasLeft = true;
      if (!channel.connected) return;
      await tell({ kind: 'counted', id: 0, metrics: await counted().catch(() => []) });
      if (channel.connected) channel.disconnect?.();
    },
  };
}

/** The primary is silent: what cannot be counted is not done. */
function refuse(): never {
  throw refusal('OVERLOADED', undefined, retryAfter(patience));
}
