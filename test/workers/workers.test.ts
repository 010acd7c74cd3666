import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { superviseGateway } from '../../gateway/workers/supervise-gateway.ts';
import { post } from '../http/start-local.ts';
import { startCollector } from '../observability/collector.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
/** So that each process does not compile the whole program anew. */
const compileCache = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../build/compile-cache') };
/** Milliseconds that a busy machine may take for anything. */
const patience = { timeout: 60_000, interval: 20 };

let folder: string;
let supergraph: string;
let subgraph: Server;
let address: string;
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
  address = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, tinySupergraph('type Query { hello: String }', address));
  ({ primary, exit, graphql } = await startPrimary(2, said));
}, 60_000);
afterAll(async () => {
  primary.kill('SIGKILL');
  await exit;
  subgraph.close();
  subgraph.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** @param told gets what it says */
async function startPrimary(count: number, told: { out: string; err: string }, more = {}) {
  const args = ['--supergraph', supergraph, '--port', '0', '--workers', String(count)];
  const started = spawn(process.execPath, [main, ...args], {
    env: { ...compileCache, LIENTHONG_LIMITS_TIME_DRAIN: '300', ...more },
  });
  started.stdout.on('data', (chunk) => (told.out += chunk));
  started.stderr.on('data', (chunk) => (told.err += chunk));
  const ended = once(started, 'exit');
  const failed = ended.then(() => Promise.reject(new Error(told.err)));
  failed.catch(() => undefined);
  while (!told.out.includes('Ready: ')) await Promise.race([once(started.stdout, 'data'), failed]);
  return { primary: started, exit: ended, graphql: /^Ready: (\S+)$/m.exec(told.out)?.[1] ?? '' };
}

/** Processes that a primary has started. */
function workers({ pid } = primary): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Asks until told to end, on connections that are kept and on new ones. @returns ends it, with every answer that was not the right one */
function keepAsking(): () => Promise<readonly unknown[]> {
  const state = { isOver: false };
  const wrong: unknown[] = [];
  const ask = async (headers: Record<string, string>) => {
    while (!state.isOver) {
      const answer = await post(graphql, { query: '{ hello }' }, headers).catch((error: unknown) => error);
      if (!(answer instanceof Object && 'status' in answer && answer.status === 200)) wrong.push(answer);
      // Not as fast as it can: whoever opens meanwhile needs the machine too.
      await setTimeout(5);
    }
  };
  const asking = [ask({}), ask({ connection: 'close' })];
  return async () => {
    state.isOver = true;
    await Promise.all(asking);
    return wrong;
  };
}

/** On a connection of its own: one that is kept may be to a worker that was killed. */
async function requestsCounted(): Promise<number> {
  const answer = await fetch(new URL('/metrics', graphql), { headers: { connection: 'close' } });
  const text = await answer.text();
  const counts = text.matchAll(/^http_server_request_duration_seconds_count\{.*graphql.*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe.runIf(process.platform === 'linux')('a gateway of two workers', () => {
  test('tells the metrics of both at once, whichever is asked', async () => {
    for (let i = 0; i < 8; i++)
      expect(await post(graphql, { query: '{ hello }' }, { connection: 'close' })).toMatchObject({
        data: { hello: 'Chào' },
      });
    expect(workers()).toHaveLength(2);
    for (let i = 0; i < 4; i++)
      await vi.waitFor(async () => expect(await requestsCounted()).toBe(8), patience);
  });

  test('starts another worker in place of one that ended, and keeps what it counted', async () => {
    const [first = 0, second = 0] = workers();
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(workers()).not.toContain(first), patience);
    expect(await post(graphql, { query: '{ hello }' }, { connection: 'close' })).toMatchObject({
      status: 200,
    });
    await vi.waitFor(() => expect(workers()).toHaveLength(2), patience);
    expect(workers()).toContain(second);
    expect(said.err).toMatch(/^Worker \d ended \(SIGKILL\): another is started\.$/m);
    await vi.waitFor(async () => expect(await requestsCounted()).toBe(9), patience);
  }, 90_000);

  test('changes nothing for a supergraph that is not good, and tells why', async () => {
    const before = workers();
    await writeFile(supergraph, 'type Query {');
    await vi.waitFor(() => expect(said.err).toContain('those that run go on'), patience);
    expect(said.err).toContain(`--supergraph ${supergraph}: Syntax Error`);
    expect(workers()).toEqual(before);
    expect(await post(graphql, { query: '{ hello }' })).toMatchObject({ data: { hello: 'Chào' } });
  }, 90_000);

  test('takes a change over by new workers, without a failed request', async () => {
    const before = workers();
    const end = keepAsking();
    const changed = 'type Query { hello: String, other: String }';
    await writeFile(supergraph, tinySupergraph(changed, address));
    await vi.waitFor(() => expect(said.out).toContain('Renewed: policy none, bundle '), patience);
    // Until the last of the old ones has ended: it may be the one that fails somebody.
    await vi.waitFor(() => expect(workers().filter((pid) => before.includes(pid))).toEqual([]), patience);
    expect(await end()).toEqual([]);
    expect(await post(graphql, { query: '{ hello other }' }, { connection: 'close' })).toMatchObject({
      status: 200,
    });
    expect(workers()).toHaveLength(2);
  }, 90_000);

  test('takes no port that somebody else has, ends with all its workers when it is told to, and pushes what they counted', async () => {
    const collector = await startCollector();
    const endpoint = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${collector.url}/v1/metrics` };
    const another = await startPrimary(1, { out: '', err: '' }, endpoint);
    expect(await post(another.graphql, { query: '{ hello }' })).toMatchObject({ status: 200 });
    const { port } = new URL(another.graphql);
    const args = ['--supergraph', supergraph, '--port', port, '--workers', '1'];
    const options = readGatewayOptions(args);
    await expect(superviseGateway({ options, nameOf: (path) => path }, {}, () => {})).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use`,
    );
    const all = workers(another.primary);
    another.primary.kill('SIGTERM');
    expect(await another.exit).toEqual([0, null]);
    expect(all.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    // What they all counted was pushed by their primary, and by nobody else.
    const [pushed, ...others] = collector.pushes;
    const answered =
      'http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/graphql"}';
    expect(pushed?.series.get(answered)).toBe(1);
    expect(others).toEqual([]);
    collector.close();
  }, 90_000);

  test('leaves no worker behind when its primary is killed', async () => {
    const all = workers();
    primary.kill('SIGKILL');
    await exit;
    for (const pid of all) await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), patience);
  }, 90_000);
});
