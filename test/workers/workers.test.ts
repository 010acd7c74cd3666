import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post } from '../http/start-local.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));

let folder: string;
let subgraph: Server;
let primary: ChildProcessWithoutNullStreams;
let exit: Promise<unknown[]>;
let graphql: string;
const said = { out: '', err: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workers-'));
  subgraph = createServer((_, answer) =>
    answer.setHeader('content-type', 'application/json').end('{"data":{"hello":"Chào"}}'),
  );
  await once(subgraph.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, tinySupergraph('type Query { hello: String }', url));
  const args = ['--supergraph', file, '--port', '0', '--workers', '2'];
  primary = spawn(process.execPath, [main, ...args], { env: { LIENTHONG_LIMITS_TIME_DRAIN: '300' } });
  primary.stdout.on('data', (chunk) => (said.out += chunk));
  primary.stderr.on('data', (chunk) => (said.err += chunk));
  exit = once(primary, 'exit');
  const ended = exit.then(() => Promise.reject(new Error(said.err)));
  ended.catch(() => undefined);
  while (!said.out.includes('Ready: ')) await Promise.race([once(primary.stdout, 'data'), ended]);
  graphql = /^Ready: (\S+)$/m.exec(said.out)?.[1] ?? '';
}, 40_000);
afterAll(async () => {
  primary.kill('SIGKILL');
  await exit;
  subgraph.close();
  subgraph.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** Processes that the primary has started. */
function workers(): readonly number[] {
  return readFileSync(`/proc/${primary.pid}/task/${primary.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Asks until told to end, each time on a connection of its own or on one that is kept. @returns ends it, with every answer that was not the right one */
function keepAsking(): () => Promise<readonly unknown[]> {
  const state = { isOver: false };
  const wrong: unknown[] = [];
  const ask = async (headers: Record<string, string>) => {
    while (!state.isOver) {
      const answer = await post(graphql, { query: '{ hello }' }, headers).catch((error: unknown) => error);
      if (!(answer instanceof Object && 'status' in answer && answer.status === 200)) wrong.push(answer);
    }
  };
  const asking = [ask({}), ask({}), ask({ connection: 'close' })];
  return async () => {
    state.isOver = true;
    await Promise.all(asking);
    return wrong;
  };
}

async function requestsCounted(): Promise<number> {
  const text = await (await fetch(new URL('/metrics', graphql))).text();
  const counts = text.matchAll(/^http_server_request_duration_seconds_count\{.*graphql.*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe.runIf(process.platform === 'linux')('a gateway of two workers', () => {
  test('answers by both, and tells the metrics of all at once', async () => {
    for (let i = 0; i < 8; i++)
      expect(await post(graphql, { query: '{ hello }' }, { connection: 'close' })).toMatchObject({
        data: { hello: 'Chào' },
      });
    expect(workers()).toHaveLength(2);
    // By whichever worker the metrics are asked: eight answers, of which each gave four.
    expect([await requestsCounted(), await requestsCounted()]).toEqual([8, 8]);
  });

  test('starts another worker in place of one that ended', async () => {
    const [first = 0, second = 0] = workers();
    process.kill(first, 'SIGKILL');
    await expect.poll(workers, { timeout: 15_000 }).not.toContain(first);
    expect(await post(graphql, { query: '{ hello }' })).toMatchObject({ status: 200 });
    await expect.poll(() => workers().length, { timeout: 15_000 }).toBe(2);
    expect(workers()).toContain(second);
    expect(said.err).toMatch(/^Worker \d ended \(SIGKILL\): another is started\.$/m);
  }, 30_000);

  test('has all workers replaced at a SIGHUP without a failed request', async () => {
    const before = workers();
    const end = keepAsking();
    primary.kill('SIGHUP');
    await expect.poll(() => said.out, { timeout: 30_000 }).toContain('Renewed: all workers');
    expect(await end()).toEqual([]);
    expect(workers().filter((pid) => before.includes(pid))).toEqual([]);
    expect(workers()).toHaveLength(2);
  }, 40_000);

  test('ends all of them when it is told to stop', async () => {
    const all = workers();
    primary.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    for (const pid of all) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  }, 20_000);
});
