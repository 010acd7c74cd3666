import { openPush } from '../subgraphs/kit/metrics/open-push.ts';
import { writeForOwner } from '../subgraphs/kit/write-for-owner.ts';
import { watchFile } from '../subgraphs/kit/watch-file.ts';
import { loadGatewayOptions, type GatewayOptions } from './start/gateway-options.ts';
import { explainListenError } from './start/listen-error.ts';
import { UsageError } from '../subgraphs/kit/command/usage-error.ts';
import type { Federation } from './federation/create-federation.ts';
import { serviceName } from './observability/service-name.ts';
import { createRunLog, type RunLog } from './observability/run-log.ts';
import { isTold } from '../subgraphs/kit/command/is-told.ts';
import { openPrepared, openServed } from './start/open-served.ts';
import { checkAddresses, prepareStart, type PreparedStart } from './start/prepare-start.ts';
import { serveAsWorker } from './workers/serve-as-worker.ts';
import { superviseGateway } from './workers/supervise-gateway.ts';
import { findWorkerSide } from './workers/worker-side.ts';

/** Undefined where this process stands alone. Found first, so that it hears at once when it is to stop. */
const worker = findWorkerSide();

try {
  await (worker ? serveAsWorker(worker) : run());
} catch (error) {
  await worker?.leave();
  if (!isTold(error)) throw error;
  complain(error.message);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  const loaded = await loadGatewayOptions(process.argv.slice(2), process.env);
  const { options, isCheck } = loaded;
  const log = createRunLog(options.logging);
  if (options.isProduction) writeForOwner();
  if (options.workers > 0 && !isCheck) {
    await superviseGateway(loaded, process.env, log.tell);
    return;
  }
  const prepared = await prepareStart(loaded, log.tell);
  await (isCheck ? check(options, prepared) : serve(options, prepared, log));
}

/** Opens all that can be opened without writing anything or listening, and says that it could start. */
async function check(options: GatewayOptions, { inputs, close }: PreparedStart): Promise<void> {
  try {
    const nowhere = { place: undefined, keyFile: undefined, gateway: undefined };
    const hub = { ...options.hub, store: undefined, log: nowhere };
    const gateway = await openPrepared({ ...options, hub }, inputs);
    await gateway.federation.stop();
    await gateway.close();
  } finally {
    close();
  }
  const mode = options.isProduction ? 'production' : 'development';
  process.stdout.write(
    `Good for ${mode}: a gateway would listen at ${options.host}, port ${options.port}.\n`,
  );
}

/** Serves a supergraph until the process is told to stop. */
async function serve(options: GatewayOptions, prepared: PreparedStart, log: RunLog): Promise<void> {
  const { supergraph, host, port, isProduction } = options;
  const served = await openServed(options, prepared, log);
  const begun = served.begin().then(() => served.listen({ host, port }));
  const url = await begun.catch(async (error: unknown) => {
    await served.stop();
    throw explainListenError(error, host, port);
  });
  served.events?.relay.start();
  const push = openPush(options.telemetry.push, {
    service: serviceName,
    address: url,
    count: served.counted,
    tell: log.tell,
  });
  const stopWatching = watchFile(supergraph, prepared.inputs.supergraphSdl, (changed) =>
    reload(served.federation, options, changed, log.tell),
  );
  const stop = async () => {
    stopWatching();
    await served.stop({ notice: isProduction ? options.limits.time.drain : 0 });
    await (await push)?.close();
  };
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  // A unit is reloaded by it: that must not end the hub. At a terminal it says that nobody is there any more.
  if (isProduction) process.on('SIGHUP', () => log.tell(nothingToRenew));
  process.stdout.write(`Ready: ${url}/graphql\n`);
}

function reload(
  federation: Federation,
  options: GatewayOptions,
  supergraphSdl: string,
  tell: RunLog['tell'],
): void {
  const { supergraph: file } = options;
  try {
    checkAddresses(options, supergraphSdl);
    federation.reload(supergraphSdl);
    process.stdout.write(`Reloaded: ${file}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read.';
    tell(new UsageError(`${file} was changed and not taken over: ${reason}`).message);
  }
}

const nothingToRenew =
  'SIGHUP: this gateway follows its supergraph and clients by itself, and reads its policy when it starts. With workers it takes all of them over.';

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
