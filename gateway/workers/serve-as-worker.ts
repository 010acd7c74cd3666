import { hostname } from 'node:os';
import type { GatewayOptions } from '../cli/gateway-options.ts';
import { createRunLog } from '../observability/run-log.ts';
import { digestOfBundle } from '../start/bundle.ts';
import { openServed } from '../start/open-served.ts';
import { prepareStart } from '../start/prepare-start.ts';
import { inheritedDoors, type StopOrder } from './worker-messages.ts';
import type { WorkerSide } from './worker-side.ts';

/** Serves what the primary has read, on the socket that it holds, from when it says so until it says so. */
export async function serveAsWorker(side: WorkerSide): Promise<void> {
  const { options: given, names, bundle, address } = await side.beginning;
  const options = asWorker(given, side.number);
  const log = createRunLog(options.logging);
  const prepared = await prepareStart({ options, nameOf: (path) => names[path] ?? path }, log.tell, bundle);
  const served = await openServed(options, prepared, log, side);
  const stop = stopOrderOf(side, options);
  let isStopped = false;
  void stop.then(() => (isStopped = true));
  side.opened({ digest: digestOfBundle(bundle), policy: prepared.inputs.decides?.policy.table.version });
  await Promise.race([side.mayListen, stop]);
  if (!isStopped) {
    await served.listen({ address, descriptors: inheritedDoors });
    served.events?.relay.start();
    side.listening();
  }
  await served.stop(await stop);
  await side.leave();
}

/** From the primary, or from whoever ends this one process: the primary then starts another. */
function stopOrderOf(side: WorkerSide, { isProduction, limits }: GatewayOptions): Promise<StopOrder> {
  const signalled = Promise.withResolvers<StopOrder>();
  const order = { notice: isProduction ? limits.time.drain : 0, isReplaced: true };
  process.once('SIGTERM', () => signalled.resolve(order)).once('SIGINT', () => signalled.resolve(order));
  return Promise.race([side.stop, signalled.promise]);
}

/** Gateways that write one log side by side have a name each, and so have workers. */
function asWorker(options: GatewayOptions, number: number): GatewayOptions {
  const { log } = options.hub;
  const gateway = `${log.gateway ?? hostname()}-${number}`;
  return { ...options, hub: { ...options.hub, log: { ...log, gateway } } };
}
