import { Registry } from 'prom-client';
import type { GatewayMetrics } from '../observability/gateway-metrics.ts';
import type { Quotas } from '../quota/quotas.ts';
import { shareRead } from '../observability/share-read.ts';
import { openPrimaryLine, type Channel, type Duties } from './primary-line.ts';
import { metricsKept } from './shared-answers.ts';
import { refuseSilence, sharedQuotas } from './shared-quotas.ts';
import { workerVariable, type Beginning, type Opened, type StopOrder } from './worker-messages.ts';

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

/** Milliseconds between two words of progress. */
const progressEvery = 1_000;

/** This process as a worker; undefined where it stands alone. */
export function findWorkerSide(
  { env }: Pick<NodeJS.Process, 'env'> = process,
  channel: Channel = process,
): WorkerSide | undefined {
  const number = Number(env[workerVariable]);
  if (!Number.isInteger(number) || number < 1 || !channel.send) return undefined;
  const duties: Duties = { note: async () => {}, counted: async () => [] };
  const line = openPrimaryLine(channel, duties);
  const { beginning, mayListen, stop } = line;
  let progressTold = -Infinity;
  return {
    number,
    beginning,
    mayListen,
    stop,
    quotas: sharedQuotas(line),
    shared({ counted }) {
      duties.counted = counted;
      const text = async () => (await line.ask({ kind: 'metrics' }).catch(refuseSilence)) as string;
      return {
        read: shareRead(async () => ({ contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: await text() }), {
          keep: metricsKept,
        }),
      };
    },
    async check() {
      await line.ask({ kind: 'present' });
    },
    onProgress() {
      const now = performance.now();
      if (now - progressTold < progressEvery) return;
      progressTold = now;
      void line.tell({ kind: 'progress' });
    },
    opened(opened, begin) {
      duties.note = begin;
      void line.tell({ kind: 'opened', opened });
    },
    listening: () => void line.tell({ kind: 'listening' }),
    leave: line.leave,
  };
}
