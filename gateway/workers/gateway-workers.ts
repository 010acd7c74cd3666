import { randomBytes } from 'node:crypto';
import type { BoundSocket } from 'node:net';
import { closeGrace, workGrace } from '../../subgraphs/kit/close-within.ts';
import { stopPatience } from '../../subgraphs/kit/metrics/collector-exporter.ts';
import { createQuotas } from '../quota/quotas.ts';
import type { GatewayOptions, LoadedOptions } from '../start/gateway-options.ts';
import { gatewaySettings } from '../start/gateway-settings.ts';
import type { OwnTexts } from '../start/own-files.ts';
import { workerStarter } from './fork-worker.ts';
import { answerForAll } from './shared-answers.ts';
import { superviseWorkers, type Supervised } from './supervise-workers.ts';
import { watchPulse } from './watch-pulse.ts';
import type { Beginning } from './worker-messages.ts';
import { createWorkerMetrics, type WorkerMetrics } from './worker-metrics.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Milliseconds. What ends: requests under way, then deliveries and the last traces, then stores. */
export const patience = { open: 120_000, listen: 10_000, end: closeGrace + workGrace + stopPatience };
const pause = { first: 1_000, longest: 30_000 };
const pulse = { every: 10_000, late: 1_000, patience: 6 };

/** What workers are started with, but for what decides. */
export type Handed = Omit<Beginning, 'bundle'>;

/** The workers of a gateway. */
export interface GatewayWorkers extends Supervised {
  readonly metrics: Pick<WorkerMetrics, 'counted'>;
  /** @param digest of a bundle @returns the version of its policy, as its workers say */
  policyOf(digest: string): string | undefined;
}

/** Workers that answer on a socket, with quotas and metrics in common. */
export function openWorkers(
  socket: BoundSocket,
  handed: Handed,
  environment: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): GatewayWorkers {
  const { workers: count, isProduction, limits } = handed.options;
  const { drain } = limits.time;
  const metrics = createWorkerMetrics();
  const policies = new Map<string, string>();
  const startWorker = workerStarter(socket, environment, answerForAll(createQuotas(), metrics.read));
  // One that opens works out its policy for seconds: there is a patience of its own for that.
  const watchOpened = async (worker: WorkerProcess) => {
    const opened = await worker.opened;
    if (!opened) return;
    policies.set(opened.digest, opened.policy ?? 'none');
    await watchPulse(worker, pulse, tell);
  };
  const supervised = superviseWorkers({
    count,
    start(number, bundle) {
      const worker = startWorker(number, { ...handed, bundle });
      metrics.add(worker);
      void watchOpened(worker);
      return worker;
    },
    notice: { end: isProduction ? drain : 0, takeOver: drain },
    patience,
    pause,
    tell,
  });
  return { ...supervised, metrics, policyOf: (digest) => policies.get(digest) };
}

/** @param address on which they are to listen @param own files that are the gateway's own, read once */
export function handedToWorkers(
  { options, nameOf }: Pick<LoadedOptions, 'options' | 'nameOf'>,
  own: OwnTexts,
  address: string,
): Handed {
  const settings = Object.keys(gatewaySettings) as (keyof typeof gatewaySettings)[];
  return {
    options: { ...options, cursors: sharedSecret(options.cursors) },
    names: Object.fromEntries(settings.map((path) => [path, nameOf(path)])),
    own,
    address,
  };
}

/** A cursor and a session of one worker must be good at the next. */
function sharedSecret(cursors: GatewayOptions['cursors']): GatewayOptions['cursors'] {
  if (cursors.secret !== undefined || cursors.secretFile !== undefined) return cursors;
  return { ...cursors, secret: randomBytes(32).toString('base64url') };
}
