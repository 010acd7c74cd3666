import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { BoundSocket } from 'node:net';
import { closeGrace, workGrace } from '../../subgraphs/kit/close-within.ts';
import { stopPatience } from '../../subgraphs/kit/metrics/collector-exporter.ts';
import { openPush } from '../../subgraphs/kit/metrics/open-push.ts';
import type { MetricsPush } from '../../subgraphs/kit/metrics/push-metrics.ts';
import type { LoadedOptions } from '../start/gateway-options.ts';
import { explainListenError } from '../start/listen-error.ts';
import { UsageError } from '../cli/usage-error.ts';
import { serviceName } from '../observability/service-name.ts';
import { createQuotas } from '../quota/quotas.ts';
import { digestOfBundle, readBundle } from '../start/bundle.ts';
import { gatewaySettings } from '../start/gateway-settings.ts';
import { readOwnFiles } from '../start/own-files.ts';
import { followBundle, takeOverSettled, type BundleFollower, type TakenOver } from './follow-bundle.ts';
import { workerStarter } from './fork-worker.ts';
import { answerForAll } from './shared-answers.ts';
import { superviseWorkers } from './supervise-workers.ts';
import { watchPulse } from './watch-pulse.ts';
import type { Beginning } from './worker-messages.ts';
import { createWorkerMetrics } from './worker-metrics.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Milliseconds. What ends: requests under way, then deliveries and the last traces, then stores. */
export const patience = { open: 120_000, listen: 10_000, end: closeGrace + workGrace + stopPatience };
const pause = { first: 1_000, longest: 30_000 };
const pulse = { every: 10_000, late: 1_000, patience: 6 };
const looks = { every: 2_000, quiet: 1_000, again: 60_000 };

/**
 * Serves by workers until the process is told to stop (decision 0078). What decides is read here, once, and handed to them;
 * a change of it is taken over by new workers: each request is decided, answered and recorded under the bundle it began with.
 *
 * @throws UsageError where processes cannot share a socket, the address cannot be listened on or a file cannot be read
 */
export async function superviseGateway(
  { options, nameOf }: Pick<LoadedOptions, 'options' | 'nameOf'>,
  environment: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): Promise<void> {
  if (process.platform === 'win32')
    throw new UsageError('--workers: processes share no socket on Windows: leave it out, and one answers.');
  let follower: BundleFollower | undefined;
  let push: MetricsPush | undefined;
  let isRenewalWished = false;
  // From now on such a signal is a wish, and ends nothing.
  process.on('SIGHUP', () => {
    isRenewalWished = true;
    follower?.renew();
  });
  const own = await readOwnFiles(options);
  const socket = await bind(options);
  const { address, port, family } = socket.address() as AddressOfIp;
  const handed: Omit<Beginning, 'bundle'> = {
    options: { ...options, cursors: sharedSecret(options.cursors) },
    names: Object.fromEntries(
      (Object.keys(gatewaySettings) as (keyof typeof gatewaySettings)[]).map((path) => [path, nameOf(path)]),
    ),
    own,
    address,
  };
  const metrics = createWorkerMetrics();
  /** Digest of a bundle → version of its policy, as its workers say. */
  const policies = new Map<string, string>();
  const startWorker = workerStarter(socket, environment, answerForAll(createQuotas(), metrics.read));
  // One that opens works out its policy for seconds: there is a patience of its own for that.
  const watchOpened = async (worker: WorkerProcess) => {
    const opened = await worker.opened;
    if (!opened) return;
    policies.set(opened.digest, opened.policy ?? 'none');
    await watchPulse(worker, pulse, tell);
  };
  const { drain } = options.limits.time;
  const supervised = superviseWorkers({
    count: options.workers,
    start(number, given) {
      const worker = startWorker(number, { ...handed, bundle: given });
      metrics.add(worker);
      void watchOpened(worker);
      return worker;
    },
    notice: { end: options.isProduction ? drain : 0, takeOver: drain },
    patience,
    pause,
    tell,
  });
  const stopping = new AbortController();
  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // First: while the primary holds it, callers queue at a socket on which nobody accepts any more.
    socket.close();
    await Promise.all([supervised.stop(), follower?.close()]);
    await push?.close();
  };
  // Before the first worker opens, so that none is left behind by a stop during the start.
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  const taking = {
    read: () => readBundle(options),
    quiet: looks.quiet,
    free: supervised.free,
    takeOver: supervised.takeOver,
  };
  let first: TakenOver | undefined;
  try {
    // What was changed before the first answer is not served: it is read anew.
    do first = await takeOverSettled(taking, stopping.signal);
    while (first?.outcome === 'overtaken');
  } catch (error) {
    if (stopping.signal.aborted) return;
    await stop();
    throw error;
  }
  if (stopping.signal.aborted) return;
  if (first?.outcome !== 'served') {
    process.exitCode = 2;
    await stop();
    return;
  }
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  push = await openPush(options.telemetry.push, {
    service: serviceName,
    address: url,
    count: metrics.counted,
    tell,
  });
  process.stdout.write(`Ready: ${url}/graphql\n`);
  follower = followBundle(
    {
      ...taking,
      every: looks.every,
      again: looks.again,
      tell,
      async takeOver(next, isCurrent) {
        const isServed = await supervised.takeOver(next, isCurrent);
        const digest = digestOfBundle(next);
        if (isServed) process.stdout.write(`Renewed: policy ${policies.get(digest)}, bundle ${digest}\n`);
        return isServed;
      },
    },
    first.digest,
  );
  if (isRenewalWished) follower.renew();
}

/** Of a socket that is no path. */
interface AddressOfIp {
  readonly address: string;
  readonly port: number;
  readonly family: string;
}

/** Takes the port; nobody listens on it yet. */
async function bind({ host, port }: LoadedOptions['options']): Promise<BoundSocket> {
  try {
    const { address } = await lookup(host);
    return new BoundSocket({ host: address, port });
  } catch (error) {
    throw explainListenError(error, host, port);
  }
}

/** A cursor and a session of one worker must be good at the next. */
function sharedSecret(cursors: LoadedOptions['options']['cursors']): typeof cursors {
  if (cursors.secret !== undefined || cursors.secretFile !== undefined) return cursors;
  return { ...cursors, secret: randomBytes(32).toString('base64url') };
}
