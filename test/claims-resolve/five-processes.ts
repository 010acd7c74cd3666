import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { issueDevelopmentToken } from '../../gateway/identity/development/development-issuer.ts';
import { runCompose } from '../../schema/compose-command.ts';
import { agencies, type Agency } from '../../start/start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { freePort } from '../scenario/free-port.ts';
import { runAgency } from '../scenario/run-agency.ts';
import { kill, runUntilReady, type ReadyProcess } from '../scenario/run-command.ts';

/** A process of the hub. */
export type Part = Agency | 'gateway';
export const parts: readonly Part[] = [...agencies, 'gateway'];

/** Four agencies and a gateway, each a process over its own file, in which any can be killed. */
export interface FiveProcesses {
  /** The store of an agency's file, beside its process. */
  readonly stores: Readonly<Record<Agency, Store>>;
  /** Where the gateway answers. */
  readonly url: string;
  start(): Promise<void>;
  /** kill -9, and up again at the same address after so many milliseconds. */
  killFor(part: Part, milliseconds: number): Promise<void>;
  /** Seconds of CPU that each process has used since it was started. */
  cpuSeconds(): Promise<Readonly<Record<Part, number>>>;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** @param office whose machine asks for evidence */
export async function createFiveProcesses(office: string): Promise<FiveProcesses> {
  const folder = await mkdtemp(join(tmpdir(), 'resolve-'));
  const keys = await makeContextKey(['--out', join(folder, 'keys')]);
  const tokens = join(folder, 'tokens');
  await mkdir(tokens);
  const token = await issueDevelopmentToken({ persona: 'vss-machine', organisation: office, minutes: 240 });
  await writeFile(join(tokens, `${office}.jwt`), token);
  const ports = Object.fromEntries(
    await Promise.all(parts.map(async (part) => [part, await freePort()] as const)),
  ) as Record<Part, string>;
  const fileOf = (agency: Agency) => `file:${join(folder, `${agency}.db`)}`;
  const stores = Object.fromEntries(
    await Promise.all(
      agencies.map(async (agency) => [agency, await openStore({ uri: fileOf(agency) })] as const),
    ),
  ) as Record<Agency, Store>;
  const supergraph = join(folder, 'supergraph.graphql');
  const run = (part: Part) =>
    part === 'gateway'
      ? runUntilReady(
          [
            'gateway/main.ts',
            '--supergraph',
            supergraph,
            '--port',
            ports.gateway,
            '--development-issuer',
            '--context-key',
            keys.privateKey,
          ],
          {},
        )
      : runAgency(
          part,
          { store: fileOf(part), keys: keys.publicKeys, port: ports[part] },
          part === 'vss' ? { HUB_URL: `http://127.0.0.1:${ports.gateway}`, HUB_TOKENS: tokens } : {},
        );
  const running = new Map<Part, ReadyProcess>();
  return {
    stores,
    url: `http://127.0.0.1:${ports.gateway}`,
    async start() {
      const env = Object.fromEntries(
        agencies.map((agency) => [
          `${agency.toUpperCase()}_URL`,
          `http://127.0.0.1:${ports[agency]}/graphql`,
        ]),
      );
      const { exitCode, lines } = runCompose({ root, args: ['--out', supergraph], env });
      if (exitCode !== 0) throw new Error(lines.join('\n'));
      // Who asks comes last: else it finds nobody, and waits before it asks again.
      const others = parts.filter((part) => part !== 'vss');
      await Promise.all(others.map(async (part) => running.set(part, await run(part))));
      running.set('vss', await run('vss'));
    },
    async cpuSeconds() {
      const used = parts.map(async (part) => [part, await cpuOf(running.get(part))] as const);
      return Object.fromEntries(await Promise.all(used)) as Record<Part, number>;
    },
    async killFor(part, milliseconds) {
      const found = running.get(part);
      if (!found) return;
      await kill(found);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running.set(part, await run(part));
    },
    async stop() {
      await Promise.all([...running.values()].map(kill));
      await Promise.all(Object.values(stores).map((store) => store.close()));
      await rm(folder, { recursive: true });
    },
  };
}

/** User and system time, in hundredths of a second: fields 14 and 15 of `/proc/PID/stat`; 0 where there is none. */
async function cpuOf(process: ReadyProcess | undefined): Promise<number> {
  const stat = await readFile(`/proc/${process?.child.pid ?? 0}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}
