import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { composeGraph } from '../federation/start-graph.ts';
import { baseGraph } from './base-graph.ts';
import type { GuardedGraph } from './guarded-graph.ts';
import { audience, createIssuer, issuer } from './issuer.ts';
import { bearer, post } from './wire.ts';

/** The base graph as five processes: the gateway's own command in front of four subgraphs. */
export interface ProcessGraph extends Pick<GuardedGraph, 'url' | 'ask' | 'forget' | 'stop'> {
  /** All that the subgraphs were sent since the last call of `forget`. */
  received(): Promise<string>;
  /** Kills the process of a subgraph. */
  kill(subgraph: string): Promise<void>;
  /** All that the gateway's process wrote about itself. */
  log(): string;
}

const gatewayMain = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const subgraphMain = fileURLToPath(new URL('base-subgraph/main.ts', import.meta.url));

/** A process that says where it listens, and its other lines. */
interface Listening {
  readonly child: ChildProcess;
  readonly url: string;
  readonly lines: string[];
  readonly errors: string[];
}

/** Starts a process and waits until it listens. */
async function listen(args: readonly string[]): Promise<Listening> {
  const child = spawn(process.execPath, args, { env: { NODE_ENV: 'production' } });
  const lines: string[] = [];
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const output = createInterface(child.stdout);
  const url = await new Promise<string>((resolve, reject) => {
    output.on('line', (line) => {
      if (line.startsWith('Ready: ')) resolve(line.slice('Ready: '.length));
      else lines.push(line);
    });
    child.once('exit', () => reject(new Error(`A process of the test ended: ${errors.join('')}`)));
  });
  return { child, url, lines, errors };
}

/** Waits until a subgraph has told of all that it received: it tells of the last thing last. */
async function settle({ child, url, lines }: Listening): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const body = JSON.stringify({ query: '{ __typename }' });
  await post(url, body);
  await expect.poll(() => lines.at(-1)).toBe(body);
  lines.pop();
}

async function end({ child }: Pick<Listening, 'child'>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Starts all of it, as whoever runs the generic gateway would. */
export async function startProcesses(
  rules: Readonly<Record<string, readonly string[]>>,
): Promise<ProcessGraph> {
  const subgraphs = new Map(
    await Promise.all(baseGraph.map(async ({ name }) => [name, await listen([subgraphMain, name])] as const)),
  );
  const folder = await mkdtemp(join(tmpdir(), 'base-graph-'));
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const { jwks, token } = await createIssuer();
  const definitions = Object.fromEntries(baseGraph.map((source) => [source.name, source]));
  const sdl = composeGraph(definitions, (name) => subgraphs.get(name)?.url ?? '');
  const gateway = await listen([
    gatewayMain,
    `--supergraph=${await write('supergraph.graphql', sdl)}`,
    '--port=0',
    `--jwks=${await write('jwks.json', JSON.stringify(jwks))}`,
    `--issuer=${issuer}`,
    `--audience=${audience}`,
    `--policies=${await write('policies.json', JSON.stringify(rules))}`,
  ]);
  const { url } = gateway;
  return {
    url,
    ask: async (scopes, query, variables = {}) =>
      post(
        url,
        { query, variables },
        bearer(scopes === undefined ? undefined : await token({ scope: scopes })),
      ),
    async received() {
      await Promise.all([...subgraphs.values()].map(settle));
      return [...subgraphs.values()].flatMap(({ lines }) => lines).join('\n');
    },
    forget: () => subgraphs.forEach(({ lines }) => lines.splice(0)),
    log: () => [...gateway.lines, ...gateway.errors].join('\n'),
    async kill(name) {
      const found = subgraphs.get(name);
      if (found) await end(found);
    },
    async stop() {
      await Promise.all([...subgraphs.values(), gateway].map(end));
      await rm(folder, { recursive: true });
    },
  };
}
