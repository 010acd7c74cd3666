import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { issueDevelopmentToken } from '../../gateway/identity/development/development-issuer.ts';
import type { PersonaName } from '../../gateway/identity/development/personas.ts';
import { agencies, type Agency } from '../../start/start-agencies.ts';
import { freePort } from '../scenario/free-port.ts';
import { end, kill, runUntilReady, type ReadyProcess } from '../scenario/run-command.ts';

/** A process of the hub. */
export type Part = Agency | 'gateway';

/** Four agencies and a gateway that tell each other of events, each a process of a version of its own. */
export interface SeparateHub {
  /** Where the gateway answers. */
  readonly url: string;
  /** Ends a part where it runs, and starts it out of a folder, at the same address over the same store. */
  replace(part: Part, root: string): Promise<void>;
  /** Has the gateway, from when it is replaced next, serve the supergraph that a folder's schemas make. */
  compose(root: string): void;
  stop(): Promise<void>;
}

/** Whose events each agency hears. */
const hears: Readonly<Record<Agency, readonly Agency[]>> = {
  health: [],
  justice: ['health'],
  population: ['justice'],
  vss: ['health', 'justice', 'population'],
};

/** In whose name each agency asks the hub. */
const askers: Readonly<Partial<Record<Agency, PersonaName>>> = {
  justice: 'justice-machine',
  population: 'population-machine',
  vss: 'vss-machine',
};

/**
 * @param data with the stores and the log, as `npm start` left them
 * @param folder for its keys, tokens and supergraph
 * @param organisations in whose names the agencies' machines ask
 */
export async function createSeparateHub(
  data: string,
  folder: string,
  organisations: Readonly<Partial<Record<Agency, readonly string[]>>>,
): Promise<SeparateHub> {
  const parts: readonly Part[] = [...agencies, 'gateway'];
  const ports = Object.fromEntries(
    await Promise.all(parts.map(async (part) => [part, await freePort()] as const)),
  ) as Record<Part, string>;
  const at = (part: Part) => `http://127.0.0.1:${ports[part]}`;
  const context = await makeContextKey(['--out', join(folder, 'context')]);
  const supergraph = join(folder, 'supergraph.graphql');
  const settings = Object.fromEntries(
    await Promise.all(agencies.map(async (agency) => [agency, await settingsOf(agency)] as const)),
  ) as Record<Agency, Record<string, string>>;
  const running = new Map<Part, ReadyProcess>();

  async function settingsOf(agency: Agency): Promise<Record<string, string>> {
    const events = await makeContextKey(['--out', join(folder, `${agency}-events`)]);
    const persona = askers[agency];
    const tokens = join(folder, `${agency}-tokens`);
    mkdirSync(tokens);
    for (const organisation of organisations[agency] ?? []) {
      const token = persona && (await issueDevelopmentToken({ persona, organisation, minutes: 240 }));
      if (token) writeFileSync(join(tokens, `${organisation}.jwt`), token);
    }
    return {
      STORE_URI: `file:${join(data, `${agency}.db`)}`,
      CONTEXT_JWKS: context.publicKeys,
      CURSOR_SECRET: `a secret of ${agency}`,
      PORT: ports[agency],
      EVENT_KEY: events.privateKey,
      EVENT_RECEIVERS: agencies
        .filter((other) => hears[other].includes(agency))
        .map((other) => `${other}=${at(other)}/events`)
        .join(','),
      EVENT_SENDERS: hears[agency]
        .map((other) => `${other}=${join(folder, `${other}-events`, 'context-jwks.json')}`)
        .join(','),
      HUB_URL: at('gateway'),
      HUB_TOKENS: tokens,
    };
  }

  const options = {
    supergraph,
    port: ports.gateway,
    'context-key': context.privateKey,
    store: `file:${join(data, 'hub.db')}`,
    log: join(data, 'log'),
    'gateway-name': 'hub',
  };
  const named = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const gatewayArguments = ['gateway/main.ts', '--development-issuer', ...named];

  return {
    url: at('gateway'),
    async replace(part, root) {
      const before = running.get(part);
      running.delete(part);
      if (before) await end(before);
      const started =
        part === 'gateway'
          ? runUntilReady(gatewayArguments, {}, root)
          : runUntilReady([`subgraphs/${part}/main.ts`], settings[part], root);
      running.set(part, await started);
    },
    compose(root) {
      const env = Object.fromEntries(
        agencies.map((agency) => [`${agency.toUpperCase()}_URL`, `${at(agency)}/graphql`]),
      );
      execFileSync(process.execPath, ['schema/compose-cli.ts', '--out', supergraph], { cwd: root, env });
    },
    async stop() {
      await Promise.all(Array.from(running.values(), kill));
    },
  };
}
