import { openPush } from '../../subgraphs/kit/metrics/open-push.ts';
import type { MetricsPush } from '../../subgraphs/kit/metrics/push-metrics.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { serviceName } from '../observability/service-name.ts';
import { digestOfBundle, readBundle } from '../start/bundle.ts';
import type { LoadedOptions } from '../start/gateway-options.ts';
import { readOwnFiles } from '../start/own-files.ts';
import { bindSocket } from './bind-socket.ts';
import {
  followBundle,
  takeOverSettled,
  type BundleFollower,
  type TakenOver,
  type TakingOver,
} from './follow-bundle.ts';
import { handedToWorkers, openWorkers } from './gateway-workers.ts';

/** Milliseconds. */
const looks = { every: 2_000, quiet: 1_000, again: 60_000 };

/**
 * Serves by workers until the process is told to stop (decision 0078). What decides is read here, once, and handed to them;
 * a change of it is taken over by new workers: each request is decided, answered and recorded under the bundle it began with.
 *
 * @throws UsageError where processes cannot share a socket, the address cannot be listened on or a file cannot be read
 */
export async function superviseGateway(
  loaded: Pick<LoadedOptions, 'options' | 'nameOf'>,
  environment: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): Promise<void> {
  if (process.platform === 'win32')
    throw new UsageError('--workers: processes share no socket on Windows: leave it out, and one answers.');
  const { options } = loaded;
  let follower: BundleFollower | undefined;
  let push: MetricsPush | undefined;
  let isRenewalWished = false;
  // From now on such a signal is a wish, and ends nothing.
  process.on('SIGHUP', () => {
    isRenewalWished = true;
    follower?.renew();
  });
  const own = await readOwnFiles(options);
  const { socket, address, url } = await bindSocket(options);
  const workers = openWorkers(socket, handedToWorkers(loaded, own, address), environment, tell);
  const stopping = new AbortController();
  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // First: while the primary holds it, callers queue at a socket on which nobody accepts any more.
    socket.close();
    await Promise.all([workers.stop(), follower?.close()]);
    await push?.close();
  };
  // Before the first worker opens, so that none is left behind by a stop during the start.
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  const taking: TakingOver = {
    read: () => readBundle(options),
    quiet: looks.quiet,
    free: workers.free,
    takeOver: workers.takeOver,
  };
  const first = await takeOverFirst(taking, stopping.signal).catch(async (error: unknown) => {
    if (stopping.signal.aborted) return undefined;
    await stop();
    throw error;
  });
  if (stopping.signal.aborted) return;
  if (first?.outcome !== 'served') {
    process.exitCode = 2;
    await stop();
    return;
  }
  push = await openPush(options.telemetry.push, {
    service: serviceName,
    address: url,
    count: workers.metrics.counted,
    tell,
  });
  process.stdout.write(`Ready: ${url}/graphql\n`);
  const takeOver: TakingOver['takeOver'] = async (next, isCurrent) => {
    const isServed = await workers.takeOver(next, isCurrent);
    const digest = digestOfBundle(next);
    if (isServed) process.stdout.write(`Renewed: policy ${workers.policyOf(digest)}, bundle ${digest}\n`);
    return isServed;
  };
  follower = followBundle(
    { ...taking, takeOver, every: looks.every, again: looks.again, tell },
    first.digest,
  );
  if (isRenewalWished) follower.renew();
}

/** What was changed before the first answer is not served: it is read anew. */
async function takeOverFirst(taking: TakingOver, signal: AbortSignal): Promise<TakenOver | undefined> {
  for (;;) {
    const taken = await takeOverSettled(taking, signal);
    if (taken?.outcome !== 'overtaken') return taken;
  }
}
