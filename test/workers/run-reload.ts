import { generateKeyPairSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { readCommandLine, wholeNumber } from '../command-line.ts';
import { developmentKey } from '../../gateway/identity/development/development-issuer.ts';
import { headersOf } from '../scenario/running-hub.ts';
import { overlapOf, readRuns } from './policies-in-log.ts';
import { gatewayQuery, openToChange } from './open-to-change.ts';

// npm run reload [-- --workers N]: everything that a gateway with workers takes over while it runs is changed, while everybody asks.

const values = readCommandLine(
  'reload [-- --workers N]',
  { workers: { type: 'string', default: '2' } },
  { workers: wholeNumber },
);
/** Milliseconds within which a change must be in force. */
const patience = 90_000;
/** Milliseconds for which a worker answers when others have taken over, and for which two policies may decide at most. */
const drain = 1_000;
const most = drain + 15_000;

const opened = await openToChange(Number(values.workers), { LIENTHONG_LIMITS_TIME_DRAIN: String(drain) });
const { gateway, at, rewrite, logKeys } = opened;
/** What the gateway says, line by line. */
const lines = new EventEmitter();
for (const out of [gateway.child.stdout, gateway.child.stderr]) {
  if (!out) continue;
  createInterface(out).on('line', (line) => {
    process.stdout.write(`  ${line}\n`);
    lines.emit('line', line);
  });
}
try {
  await changeEverything();
} finally {
  await opened.stop();
}

async function changeEverything(): Promise<void> {
  const { publicKey } = generateKeyPairSync('ed25519');
  const another = { ...publicKey.export({ format: 'jwk' }), kid: 'another', alg: 'EdDSA' };
  const changes = [
    ['supergraph', /^Renewed/, 'schema/supergraph.graphql', (text: string) => `${text}\n# changed\n`],
    [
      'clients',
      /^Renewed/,
      'clients/hub-audit.yaml',
      (text: string) => text.replace(/^contact: .*$/m, 'contact: Changed'),
    ],
    ['keys of callers', /^Reloaded/, 'keys.json', () => JSON.stringify({ keys: [another, developmentKey] })],
    ['key that signs', /^Renewed/, 'log-key.json', () => JSON.stringify({ keys: logKeys.slice(1) })],
    ['policy', /^Renewed/, 'schema/policy/policies/auditor.cedar', (text: string) => `${text}\n// changed\n`],
    // One that is not good changes nothing.
    ['bad policy', /auditor\.cedar:1: /, 'schema/policy/policies/auditor.cedar', () => 'permit ('],
  ] as const;
  const asking = await keepAsking();
  for (const [name, sign, file, change] of changes) {
    await setTimeout(2_000);
    const begun = performance.now();
    const told = toldLine(sign);
    await rewrite(file, change);
    process.stdout.write(`${name}: told after ${Math.round((await told) - begun)} ms\n`);
  }
  await setTimeout(2_000);
  const { answered, versions, failed } = await asking.end();
  const runs = await readRuns(at('log'));
  const overlap = overlapOf(runs);
  const told = [...failed].map(([what, count]) => `${count} × ${what}`).join(', ') || 'none';
  process.stdout.write(
    `${answered} answered under ${versions.size} versions of the policy; failed: ${told}\n` +
      `log: ${runs.length} runs of one policy in ${new Set(runs.map(({ part }) => part)).size} parts; the old one decided for ${overlap} ms beside the new one\n`,
  );
  if (failed.size > 0 || versions.size !== 2 || overlap > most) process.exitCode = 1;
}

/** @returns when the gateway wrote a line that matches; rejects when that takes too long */
async function toldLine(sign: RegExp): Promise<number> {
  const signal = AbortSignal.timeout(patience);
  for (;;) {
    const [line] = (await once(lines, 'line', { signal })) as [string];
    if (sign.test(line)) return performance.now();
  }
}

/** Asks as fast as it is answered, on connections that are kept and on new ones. */
async function keepAsking() {
  const headers = { 'content-type': 'application/json', ...(await headersOf({ persona: 'auditor' })) };
  const seen = { answered: 0, versions: new Set<string>(), failed: new Map<string, number>() };
  const state = { isOver: false };
  const ask = async (more: Record<string, string>) => {
    while (!state.isOver) {
      const said = await askOnce({ ...headers, ...more });
      if (said.version === undefined) seen.failed.set(said.failure, (seen.failed.get(said.failure) ?? 0) + 1);
      else {
        seen.answered++;
        seen.versions.add(said.version);
      }
    }
  };
  const asking = [ask({}), ask({}), ask({}), ask({ connection: 'close' })];
  return {
    async end() {
      state.isOver = true;
      await Promise.all(asking);
      return seen;
    },
  };
}

async function askOnce(headers: Record<string, string>) {
  try {
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: gatewayQuery }),
    });
    const text = await answer.text();
    const version = /"policyVersion":"([^"]+)"/.exec(text)?.[1];
    return { version, failure: `${answer.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { version: undefined, failure: cause instanceof Error ? cause.message : 'unknown' };
  }
}
