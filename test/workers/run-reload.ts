import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { developmentIssuer, developmentKey } from '../../gateway/identity/development/development-issuer.ts';
import { headersOf } from '../scenario/running-hub.ts';
import { kill, runUntilReady } from '../scenario/run-command.ts';
import { runMongoServer } from '../store/run-mongo-server.ts';

// npm run reload: everything that a gateway with workers takes over while it runs is changed, while everybody asks.

const root = join(import.meta.dirname, '../..');
/** Answered by the gateway itself, by the policy: its agencies are away. */
const query =
  '{ accessDecision(coordinate: "Citizen.fullName") { policyVersion outcomes { relation { code } } } }';
/** Milliseconds within which a change must be in force. */
const patience = 90_000;

const folder = await mkdtemp(join(tmpdir(), 'reload-'));
const at = (path: string) => join(folder, path);
await cp(join(root, 'schema'), at('schema'), { recursive: true });
await cp(join(root, 'gateway/clients'), at('clients'), { recursive: true });
// The auditor asks as often as the machine can, with tokens of an issuer whose keys are in a file.
await rewrite('clients/hub-audit.yaml', (text) =>
  text
    .replace(/^issuers: \[/m, `issuers: [${developmentIssuer}, `)
    .replaceAll(/(perMinute|perDay): \d+$/gm, '$1: 100000000'),
);
await writeFile(at('keys.json'), JSON.stringify({ keys: [developmentKey] }));
const server = await runMongoServer();
const gateway = await runUntilReady(
  [
    'gateway/main.ts',
    ...'--port 0 --workers 2 --audience lien-thong'.split(' '),
    ...Object.entries({
      jwks: at('keys.json'),
      issuer: developmentIssuer,
      supergraph: at('schema/supergraph.graphql'),
      policy: folder,
      clients: at('clients'),
      log: at('log'),
      store: server.uri,
    }).flatMap(([name, value]) => [`--${name}`, value]),
  ],
  { LIENTHONG_LIMITS_TIME_DRAIN: '1000' },
);
gateway.child.stdout?.on('data', (said: Buffer) => process.stdout.write(said));
gateway.child.stderr?.on('data', (said: Buffer) => process.stderr.write(said));
try {
  await changeEverything();
} finally {
  await kill(gateway);
  await server.stop();
  await rm(folder, { recursive: true });
}

/** Puts a changed file in the place of one, as deployments do. */
async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(at(file), 'utf8');
  await writeFile(at(`${file}.new`), change(text));
  await rename(at(`${file}.new`), at(file));
}

async function changeEverything(): Promise<void> {
  const { publicKey } = generateKeyPairSync('ed25519');
  const another = { ...publicKey.export({ format: 'jwk' }), kid: 'another', alg: 'EdDSA' };
  const changes = [
    ['supergraph', 'schema/supergraph.graphql', (text: string) => `${text}\n# changed\n`],
    [
      'clients',
      'clients/hub-audit.yaml',
      (text: string) => text.replace(/^contact: .*$/m, 'contact: Changed'),
    ],
    ['keys', 'keys.json', () => JSON.stringify({ keys: [another, developmentKey] })],
    ['policy', 'schema/policy/policies/auditor.cedar', (text: string) => `${text}\n// changed\n`],
  ] as const;

  const headers = { 'content-type': 'application/json', ...(await headersOf({ persona: 'auditor' })) };
  const seen = { answered: 0, versions: new Set<string>(), failed: new Map<string, number>() };
  const state = { isOver: false };
  const ask = async (more: Record<string, string>) => {
    while (!state.isOver) {
      const said = await askOnce({ ...headers, ...more });
      if (said.version !== undefined) {
        seen.answered++;
        seen.versions.add(said.version);
      } else seen.failed.set(said.failure, (seen.failed.get(said.failure) ?? 0) + 1);
    }
  };
  const asking = [ask({}), ask({}), ask({}), ask({ connection: 'close' })];
  await setTimeout(1_000);
  const before = seen.versions.size;
  for (const [name, file, change] of changes) {
    const begun = performance.now();
    const known = seen.versions.size;
    await rewrite(file, change);
    const isInForce = () => name !== 'policy' || seen.versions.size > known;
    while (!isInForce() && performance.now() - begun < patience) await setTimeout(100);
    await setTimeout(2_000);
    process.stdout.write(`${name}: changed, ${Math.round(performance.now() - begun)} ms\n`);
  }
  // One that is not good changes nothing, and is told.
  const told = once(createInterface(gateway.child.stderr ?? process.stdin), 'line');
  await rewrite('schema/policy/policies/auditor.cedar', () => 'permit (');
  await told;
  await setTimeout(2_000);
  state.isOver = true;
  await Promise.all(asking);
  const failed = [...seen.failed].map(([what, count]) => `${count} × ${what}`).join(', ');
  process.stdout.write(
    `${seen.answered} answered under ${seen.versions.size} versions of the policy; failed: ${failed || 'none'}\n`,
  );
  if (failed !== '' || seen.versions.size !== before + 1) process.exitCode = 1;

  async function askOnce(sent: Record<string, string>) {
    try {
      const answer = await fetch(gateway.url, {
        method: 'POST',
        headers: sent,
        body: JSON.stringify({ query }),
      });
      const text = await answer.text();
      const version = /"policyVersion":"([^"]+)"/.exec(text)?.[1];
      return { version, failure: `${answer.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { version: undefined, failure: cause instanceof Error ? cause.message : 'unknown' };
    }
  }
}
