import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { citizen } from '../subgraphs/population/records.ts';
import { startCollector } from '../observability/collector.ts';
import { createGatewayKey, issuer, send, type GatewayKey } from './signed-subgraph.ts';

const main = new URL('../../subgraphs/population/main.ts', import.meta.url).pathname;

let folder: string;
let key: GatewayKey;
let settings: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subgraph-'));
  key = await createGatewayKey();
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify(key.jwks));
  settings = {
    STORE_URI: `file:${join(folder, 'population.db')}`,
    CONTEXT_JWKS: jwks,
    CONTEXT_ISSUERS: `${issuer}, another-gateway`,
    CURSOR_SECRET: 'a secret of the test',
  };
});
afterAll(() => rm(folder, { recursive: true }));

let child: ChildProcess | undefined;
afterEach(() => {
  if (child?.exitCode === null) child.kill('SIGKILL');
});

function start(env: Readonly<Record<string, string>>) {
  child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return child as ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream };
}

describe('a subgraph as a process of its own', () => {
  test('says that it is ready, answers the gateway alone, stops when told to, and pushes what it counted', async () => {
    const store = await openStore({ uri: settings['STORE_URI'] ?? '' });
    await (await store.collection(citizens)).insert(citizen('someone'));
    await store.close();
    const collector = await startCollector();
    const running = start({
      ...settings,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_METRIC_EXPORT_INTERVAL: '3600000',
    });
    const errors = text(running.stderr);
    const [line] = (await once(createInterface(running.stdout), 'line')) as [string];
    expect(line).toMatch(/^Ready: population at http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const url = line.slice(line.indexOf('http'));
    const body = JSON.stringify({ query: '{ citizen(id: "someone") { id fullName } }' });
    expect(await send(url, body, await key.forge(body))).toMatchObject({
      status: 200,
      data: { citizen: { id: 'someone', fullName: null } },
      access: { denials: [{ path: ['citizen', 'fullName'], coordinate: 'Citizen.fullName' }] },
    });
    expect((await send(url, body)).status).toBe(401);
    running.kill('SIGTERM');
    expect(await once(running, 'exit')).toEqual([0, null]);
    expect(await errors).toBe('');
    collector.close();
    const [pushed, ...others] = collector.pushes;
    expect(others).toEqual([]);
    expect(pushed?.resource).toMatchObject({ 'service.name': 'lien-thong-population' });
    expect(pushed?.series.get('process_resident_memory_bytes{}')).toBeGreaterThan(1_000_000);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['STORE_URI is not set', { STORE_URI: '' }],
    ['CONTEXT_JWKS is not set', { CONTEXT_JWKS: '' }],
    ['CURSOR_SECRET is not set', { CURSOR_SECRET: '' }],
    ['PORT must be a whole number', { PORT: 'eighty' }],
    ['CONTEXT_JWKS cannot be read', { CONTEXT_JWKS: 'no-such-file.json' }],
    ['names no store', { STORE_URI: 'population.db' }],
    ['give another host or port', { HOST: '192.0.2.1' }],
  ])('ends with one clear line and code 2: %s', async (fault, wrong) => {
    const running = start({ ...settings, ...wrong });
    const errors = text(running.stderr);
    const output = text(running.stdout);
    expect(await once(running, 'exit')).toEqual([2, null]);
    const lines = (await errors).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^population: /);
    expect(lines[0]).toContain(fault);
    expect(await output).toBe('');
  });
});
