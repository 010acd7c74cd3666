import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'yaml';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { changeSealKeys } from '../../gateway/cli/seal-key/change-seal-keys.ts';
import { readSealKeyOptions } from '../../gateway/cli/seal-key/seal-key-options.ts';
import { withRoutingUrls } from '../../gateway/federation/routing-urls.ts';
import { runMongoServer } from '../store/run-mongo-server.ts';
import { buildTree } from './build-tree.ts';
import { readLastStage } from './read-last-stage.ts';
import { runContained } from './run-contained.ts';

/* The image and compose.yaml, walked without a container engine: decision 0122 says what stands in for what. */

if (spawnSync('bwrap', ['--version']).error) {
  process.stderr.write('The walk needs bwrap (bubblewrap), apt-get and dpkg: run it on Debian 12.\n');
  process.exit(2);
}

interface Service {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}

const repository = join(import.meta.dirname, '../..');
const deploy = (name: string) => readFileSync(join(repository, 'deploy', name), 'utf8');
const compose = parse(deploy('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};
const names = ['health', 'justice', 'population', 'vss', 'gateway'];
/** In place of networks: each container has an address of this machine's loopback. */
const addressOf = (name: string) => `127.0.0.${11 + names.indexOf(name)}`;

const folder = mkdtempSync(join(tmpdir(), 'image-walk-'));
const stage = readLastStage(deploy('Dockerfile'));
const mongo = await runMongoServer();
const running = new Map<string, ReturnType<typeof runContained>>();
try {
  process.stdout.write('Building the tree.\n');
  const root = buildTree(stage, folder);
  writeFileSync(join(folder, 'hosts'), names.map((name) => `${addressOf(name)} ${name}\n`).join(''));
  await makeFiles();
  for (const name of names) await start(root, name);
  const answer = await fetch(`http://${addressOf('gateway')}:4000/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  process.stdout.write(`An operation that nobody registered: ${answer.status} ${await answer.text()}\n`);
  for (const name of names.toReversed()) await stop(name);
} finally {
  for (const child of running.values()) child.kill('SIGKILL');
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Keys and files, as deploy/README.md says. */
async function makeFiles(): Promise<void> {
  const keys = join(folder, 'compose/keys');
  mkdirSync(join(folder, 'compose'));
  const { publicKeys } = await makeContextKey(['--out', keys]);
  await makeContextKey(['--out', join(keys, 'log')]);
  writeFileSync(join(keys, 'cursor-secret'), 'f'.repeat(64), { mode: 0o600 });
  for (const agency of ['health', 'justice', 'vss'])
    await changeSealKeys(
      readSealKeyOptions(['--keys', join(keys, `${agency}-seal.json`), '--agency', agency]),
    );
  const etc = join(folder, 'etc');
  mkdirSync(etc);
  const urls = Object.fromEntries(names.slice(0, 4).map((name) => [name, `http://${name}:4000/graphql`]));
  const supergraph = readFileSync(join(repository, 'schema/supergraph.graphql'), 'utf8');
  writeFileSync(join(etc, 'supergraph.graphql'), withRoutingUrls(supergraph, urls));
  writeFileSync(join(etc, 'jwks.json'), readFileSync(publicKeys));
  writeFileSync(
    join(etc, 'issuers.yaml'),
    '- { issuer: https://id.invalid, audience: hub, jwks: /etc/lien-thong/jwks.json }\n',
  );
  writeFileSync(join(etc, 'gateway.yaml'), here('gateway', deploy('compose/gateway.yaml')));
}

/** The same text with this machine's server in place of the replica set, and an address in place of all. */
function here(name: string, text: string): string {
  const { origin } = new URL(mongo.uri.replace(/^mongodb:/, 'http:'));
  return text
    .replaceAll('mongodb://mongo-1,mongo-2,mongo-3/', `${origin.replace('http:', 'mongodb:')}/`)
    .replaceAll('?replicaSet=hub', '')
    .replaceAll(/0\.0\.0\.0|127\.0\.0\.1(?=:4000)/g, addressOf(name));
}

/** Starts a service as compose does, and waits until its own check of health passes. */
async function start(root: string, name: string): Promise<void> {
  const service = compose.services[name];
  if (!service) throw new Error(`compose.yaml has no ${name}`);
  const secrets = Object.fromEntries(
    service.secrets.map((secret) => [
      `/run/secrets/${secret}`,
      join(folder, compose.secrets[secret]?.file ?? ''),
    ]),
  );
  const variables = { ...service.environment, ...(name === 'gateway' && { LIENTHONG_WORKERS: '1' }) };
  const child = runContained(root, stage, {
    args: service.command,
    environment: Object.fromEntries(
      Object.entries(variables).map(([variable, value]) => [variable, here(name, String(value))]),
    ),
    mounts: {
      ...secrets,
      '/etc/hosts': join(folder, 'hosts'),
      ...(name === 'gateway' && { '/etc/lien-thong': join(folder, 'etc') }),
    },
  });
  running.set(name, child);
  const [, , ...check] = service.healthcheck.test;
  while (child.exitCode === null) {
    const checking = runContained(root, stage, {
      args: check.map((part) => here(name, part)),
      environment: {},
      mounts: {},
    });
    const [code] = (await once(checking, 'exit')) as [number];
    if (code === 0) return void process.stdout.write(`${name} is healthy\n`);
    await setTimeout(1_000);
  }
  throw new Error(`${name} ended with ${child.exitCode}`);
}

async function stop(name: string): Promise<void> {
  const child = running.get(name);
  if (!child || child.exitCode !== null) throw new Error(`${name} has ended by itself`);
  const ended = once(child, 'exit');
  // What is contained is the one child of what contains it.
  const [pid] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  process.kill(Number(pid), 'SIGTERM');
  const [code, signal] = (await ended) as [number | null, string | null];
  running.delete(name);
  process.stdout.write(`${name} ended: ${code ?? signal}\n`);
}
