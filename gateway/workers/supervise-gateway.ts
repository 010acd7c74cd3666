import { dirname, join } from 'node:path';
import { policyFiles } from '../../schema/policy/policy-files.ts';
import { watchFolder } from '../../subgraphs/kit/watch-folder.ts';
import type { GatewayOptions } from '../cli/gateway-options.ts';
import { explainListenError } from '../cli/listen-error.ts';
import { createQuotas } from '../quota/quotas.ts';
import { workerStarter, type Invocation } from './fork-worker.ts';
import { answerForAll } from './shared-answers.ts';
import { superviseWorkers } from './supervise-workers.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The project, whose policy it is where no other is named. */
const project = join(import.meta.dirname, '../..');

/**
 * Serves by workers until the process is told to stop. A new policy is taken over by new workers: each request is decided,
 * answered and recorded under the policy that it began with, and one that is not good changes nothing.
 *
 * @param invocation as what workers are started too
 */
export async function superviseGateway(
  invocation: Invocation,
  options: GatewayOptions,
  tell: (line: string) => void,
): Promise<void> {
  const { host, port, isProduction } = options;
  const { drain } = options.limits.time;
  const workers = new Set<WorkerProcess>();
  const supervised = await superviseWorkers(
    {
      count: options.workers,
      host,
      port,
      start: workerStarter(
        invocation,
        options,
        answerForAll(createQuotas(), () => [...workers]),
      ),
      notice: { end: isProduction ? drain : 0, renewal: drain },
      tell,
    },
    workers,
  ).catch((error: unknown) => {
    throw explainListenError(error, host, port);
  });
  if (!supervised) {
    process.exitCode = 2;
    return;
  }
  const renew = async () => {
    if (await supervised.renew()) process.stdout.write('Renewed: all workers\n');
  };
  // Purposes, roles and the register of law lie beside the policies.
  const stopWatching = watchFolder(
    dirname(join(options.hub.policy ?? project, policyFiles.register)),
    () => void renew(),
  );
  process.on('SIGHUP', () => void renew());
  const stop = () => {
    stopWatching();
    void supervised.stop();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`Ready: ${supervised.url}/graphql\n`);
}
