import { closeSync } from 'node:fs';
import { hostname } from 'node:os';
import type { GatewayOptions } from '../start/gateway-options.ts';
import { explainListenError } from '../start/listen-error.ts';
import { describeFault } from '../http/describe-fault.ts';
import { createRunLog, type RunLog } from '../observability/run-log.ts';
import { digestOfBundle } from '../start/bundle.ts';
import { openServed, type ServedGateway } from '../start/open-served.ts';
import { readFrom } from '../start/own-files.ts';
import { prepareStart } from '../start/prepare-start.ts';
import { inheritedDoors } from './worker-messages.ts';
import type { WorkerSide } from './worker-side.ts';

/** Serves what the primary has read, on the socket that it holds, from when it says so until it says so. */
export async function serveAsWorker(side: WorkerSide): Promise<void> {
  const { options: given, names, bundle, own, address } = await side.beginning;
  const options = asWorker(given, side.number);
  const log = createRunLog(options.logging);
  const loaded = { options, nameOf: (path: string) => names[path] ?? path };
  const prepared = await prepareStart(loaded, log.tell, { bundle, read: readFrom(own, bundle.keys) });
  const served = await openServed(options, prepared, log, side);
  const { decides } = prepared.inputs;
  side.opened({ digest: digestOfBundle(bundle), policy: decides?.policy.table.version }, () =>
    begin(served, log),
  );
  const first = await Promise.race([side.stop, side.mayListen]);
  if (first === undefined) {
    await served.listen({ address, descriptors: inheritedDoors }).catch(async (error: unknown) => {
      await served.stop();
      throw explainListenError(error, options.host, options.port);
    });
    served.events?.relay.start();
    side.listening();
  } else {
    // Who would be queued at a socket on which nobody accepts waits for nothing.
    inheritedDoors.forEach((door) => closeSync(door));
  }
  const order = await side.stop;
  await served.stop(first === undefined ? order : { ...order, notice: 0 });
  await side.leave();
}

async function begin(served: ServedGateway, log: RunLog): Promise<void> {
  try {
    await served.begin();
  } catch (error) {
    const reason = error instanceof Error ? describeFault(error) : 'it cannot be written to.';
    log.tell(`The store could not note what is to be served: ${reason}`);
    throw error;
  }
}

/** Gateways that write one log side by side have a name each, and so have workers. */
function asWorker(options: GatewayOptions, number: number): GatewayOptions {
  const { log } = options.hub;
  const gateway = `${log.gateway ?? hostname()}-${number}`;
  return { ...options, hub: { ...options.hub, log: { ...log, gateway } } };
}
