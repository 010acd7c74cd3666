import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { post } from '../http/start-local.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
/** So that each process does not compile the whole program anew. */
const compileCache = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../build/compile-cache') };
/** Milliseconds that a busy machine may take for anything. */
const patience = { timeout: 60_000, interval: 20 };

let folder: string;
let subgraph: Server;
/** What the agency was asked and has not answered. */
const held: ServerResponse[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signals-'));
  subgraph = createServer((_, answer) => void held.push(answer));
  await once(subgraph.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  await writeFile(join(folder, 'one.graphql'), tinySupergraph('type Query { hello: String }', url));
});
afterAll(async () => {
  subgraph.close();
  subgraph.closeAllConnections();
  await rm(folder, { recursive: true });
});

describe.runIf(process.platform === 'linux')('signals to a gateway with workers', () => {
  test('one renews however early it comes and ends no worker, and a stop refuses callers while it lasts', async () => {
    const args = [main, '--supergraph', join(folder, 'one.graphql'), '--port', '0', '--workers', '1'];
    const primary = spawn(process.execPath, args, {
      env: { ...compileCache, LIENTHONG_LIMITS_TIME_DRAIN: '300' },
    });
    const exit = once(primary, 'exit');
    let out = '';
    primary.stdout.on('data', (chunk) => (out += chunk));
    const workers = () =>
      readFileSync(`/proc/${primary.pid}/task/${primary.pid}/children`, 'utf8').split(' ').filter(Boolean);
    try {
      await vi.waitFor(() => expect(workers()).toHaveLength(1), patience);
      // A worker that has just been started takes a while to open: nothing is followed yet.
      primary.kill('SIGHUP');
      await vi.waitFor(() => expect(out).toContain('Renewed: policy none'), patience);
      const graphql = /^Ready: (\S+)$/m.exec(out)?.[1] ?? '';

      await vi.waitFor(() => expect(workers()).toHaveLength(1), patience);
      const [worker = ''] = workers();
      for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT'] as const) process.kill(Number(worker), signal);
      const answered = post(graphql, { query: '{ hello }' });
      await vi.waitFor(() => expect(held).toHaveLength(1), patience);

      primary.kill('SIGTERM');
      // Until the worker has heard it, it lets callers in, who are answered.
      await vi.waitFor(
        () =>
          expect(fetch(new URL('/health/live', graphql))).rejects.toMatchObject({
            cause: { code: 'ECONNREFUSED' },
          }),
        patience,
      );
      expect(existsSync(`/proc/${worker}`)).toBe(true);
      held[0]?.setHeader('content-type', 'application/json').end('{"data":{"hello":"Chào"}}');
      expect(await answered).toMatchObject({ status: 200, data: { hello: 'Chào' } });
      expect(await exit).toEqual([0, null]);
    } finally {
      primary.kill('SIGKILL');
      await exit;
    }
  }, 90_000);
});
