import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { makeContextKey, type ContextKeyFiles } from '../../gateway/cli/make-context-key.ts';
import { agencies, type Agency } from '../../start/start-agencies.ts';
import type { GatewaySetup } from '../bench/hub/hub-setup.ts';
import { runMeasured } from '../bench/run-measured.ts';
import { runAgency } from '../scenario/run-agency.ts';
import { end, type ReadyProcess } from '../scenario/run-command.ts';

/** A hub of five processes. */
interface DeployedHub {
  /** Where its gateway answers. */
  readonly url: string;
  /** Bytes that the agencies have read from disk so far; 0 where the system does not say. */
  bytesRead(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts gateway and agencies as they are deployed, each a process of its own: while one waits for its disk, the others go on.
 * No client has a quota, and the log is in memory: what that costs is measured apart.
 *
 * @param uriOf the store of each agency
 */
export async function startDeployed(uriOf: (agency: Agency) => string): Promise<DeployedHub> {
  const folder = await mkdtemp(join(tmpdir(), 'growth-keys-'));
  const running: ReadyProcess[] = [];
  try {
    const keys = await makeContextKey(['--out', join(folder, 'keys')]);
    const urls: Record<string, string> = {};
    for (const agency of agencies) {
      const started = await runAgency(agency, { store: uriOf(agency), keys: keys.publicKeys });
      running.push(started);
      urls[agency] = started.url;
    }
    const gateway = await startGateway(urls, keys);
    return {
      url: gateway.ready.url,
      bytesRead: () => bytesReadBy(running),
      async stop() {
        await gateway.stop();
        await Promise.all(running.map(end));
      },
    };
  } catch (error) {
    await Promise.all(running.map(end));
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function startGateway(urls: GatewaySetup['urls'], { privateKey }: ContextKeyFiles) {
  const key = JSON.parse(await readFile(privateKey, 'utf8')) as JWK;
  const setup: GatewaySetup = { protection: 'on', urls, key };
  return runMeasured<{ readonly url: string }>('hub-gateway', setup, {});
}

async function bytesReadBy(processes: readonly ReadyProcess[]): Promise<number> {
  const counts = processes.map(async ({ child }) => {
    const io = await readFile(`/proc/${child.pid}/io`, 'utf8').catch(() => '');
    return Number(/^read_bytes: (\d+)$/m.exec(io)?.[1] ?? 0);
  });
  return (await Promise.all(counts)).reduce((sum, bytes) => sum + bytes, 0);
}
