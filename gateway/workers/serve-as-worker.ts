import { hostname } from 'node:os';
import type { GatewayOptions } from '../cli/gateway-options.ts';
import { explainListenError } from '../cli/listen-error.ts';
import { createRunLog } from '../observability/run-log.ts';
import { digestOfBundle } from '../start/bundle.ts';
import { openServed } from '../start/open-served.ts';
import { prepareStart } from '../start/prepare-start.ts';
import { inheritedDoors } from './worker-messages.ts';
import type { WorkerSide } from './worker-side.ts';

/** Serves what the primary has read, on the socket that it holds, from when it says so until it says so. */
export async function serveAsWorker(side: WorkerSide): Promise<void> {
  // Those who end all processes of a unit at once end the primary too, which lets workers finish in order.
  process.on('SIGTERM', () => {}).on('SIGINT', () => {});
  const { options: given, names, bundle, address } = await side.beginning;
  const options = asWorker(given, side.number);
  const log = createRunLog(options.logging);
  const prepared = await prepareStart({ options, nameOf: (path) => names[path] ?? path }, log.tell, bundle);
  const served = await openServed(options, prepared, log, side);
  side.opened({ digest: digestOfBundle(bundle), policy: prepared.inputs.decides?.policy.table.version });
  const first = await Promise.race([side.stop, side.mayListen]);
  if (first === undefined) {
    await served.listen({ address, descriptors: inheritedDoors }).catch(async (error: unknown) => {
      await served.stop();
      throw explainListenError(error, options.host, options.port);
    });
    served.events?.relay.start();
    side.listening();
  }
  await served.stop(await side.stop);
  await side.leave();
}

/** Gateways that write one log side by side have a name each, and so have workers. */
function asWorker(options: GatewayOptions, number: number): GatewayOptions {
  const { log } = options.hub;
  const gateway = `${log.gateway ?? hostname()}-${number}`;
  return { ...options, hub: { ...options.hub, log: { ...log, gateway } } };
}
