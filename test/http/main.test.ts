import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { prepareStart } from '../../gateway/start/prepare-start.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import { SettingsError } from '../../subgraphs/kit/settings/settings-error.ts';
import { ask, post } from './start-local.ts';
import { tinySupergraph } from './tiny-supergraph.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));

let folder: string;
let subgraph: Server;
let subgraphUrl: string;
let received: (string | undefined)[] = [];
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  subgraph = createServer((request, response) => {
    received.push(request.headers[hubContextHeader]?.toString());
    response.setHeader('content-type', 'application/json').end('{"data":{"old":"cũ","new":"mới"}}');
  });
  await once(subgraph.listen(0, '127.0.0.1'), 'listening');
  subgraphUrl = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(end));
  received = [];
});
afterAll(async () => {
  subgraph.closeAllConnections();
  subgraph.close();
  await rm(folder, { recursive: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function supergraphOf(field: string): string {
  return tinySupergraph(`type Query { ${field}: String }`, subgraphUrl);
}

async function write(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
  return file;
}

/** Runs the command; `said` is what it wrote so far. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], { env });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code);
  return { child, said, exit };
}

/** Runs the command until it says that it is ready. */
async function serve(args: readonly string[], env: Record<string, string> = {}) {
  const process = run([...args, '--port', '0'], env);
  running.push(process.child);
  await expect.poll(() => process.said.out + process.said.err).toContain('Ready: ');
  const graphql = /^Ready: (\S+)$/m.exec(process.said.out)?.[1] ?? '';
  return { ...process, graphql, origin: new URL(graphql).origin };
}

describe('npm run gateway', () => {
  test('serves a supergraph on loopback and says where', async () => {
    const { graphql, said } = await serve(['--supergraph', await write('a.graphql', supergraphOf('old'))]);
    expect(said.out).toMatch(/^Ready: http:\/\/127\.0\.0\.1:\d+\/graphql\n$/);
    expect(await post(graphql, { query: '{ __typename old }' })).toMatchObject({
      status: 200,
      data: { __typename: 'Query', old: 'cũ' },
    });
    expect(received).toEqual([undefined]);
  });

  test('in production goes on at a SIGHUP, by which units are reloaded, and tells what that is for', async () => {
    const supergraph = await write('hup.graphql', supergraphOf('old'));
    const { child, said, graphql } = await serve(['--supergraph', supergraph], { NODE_ENV: 'production' });
    child.kill('SIGHUP');
    await expect.poll(() => said.err).toContain('With workers it takes all of them over.');
    expect(await post(graphql, { query: '{ __typename }' })).toMatchObject({ status: 200 });
  });

  test('is ready as long as the subgraphs answer', async () => {
    const { origin } = await serve(['--supergraph', await write('a.graphql', supergraphOf('old'))]);
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    const away = supergraphOf('old').replace(subgraphUrl, 'http://127.0.0.1:1/graphql');
    const other = await serve(['--supergraph', await write('b.graphql', away)]);
    const answer = await fetch(`${other.origin}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ reasons: { subgraphs: 'no answer from one' } });
  });

  test('takes over a changed file, and keeps the old one where the new one is bad', async () => {
    const file = await write('c.graphql', supergraphOf('old'));
    const { graphql, said } = await serve(['--supergraph', file]);
    await write('c.graphql', 'type Query { new: String }');
    await expect.poll(() => said.err).toContain('not taken over');
    expect(said.err.trim().split('\n')).toHaveLength(1);
    expect(await post(graphql, { query: '{ old }' })).toMatchObject({ data: { old: 'cũ' } });
    await write('c.graphql', supergraphOf('new'));
    await expect.poll(() => said.out).toContain('Reloaded');
    expect(await post(graphql, { query: '{ new }' })).toMatchObject({ data: { new: 'mới' } });
    expect(await post(graphql, { query: '{ old }' })).toMatchObject({ status: 400 });
  });

  test('signs what it sends when it has a key', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const key = await write('key.json', JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'one' }));
    const { graphql } = await serve([
      '--supergraph',
      await write('d.graphql', supergraphOf('old')),
      '--context-key',
      key,
    ]);
    await post(graphql, { query: '{ old }' }, { [hubContextHeader]: 'forged' });
    expect(received).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)]);
  });

  test('shows its schema and the explorer in development, neither in production', async () => {
    const file = await write('e.graphql', supergraphOf('old'));
    const query = '{ __schema { queryType { name } } }';
    const development = await serve(['--supergraph', file]);
    expect(await post(development.graphql, { query })).toMatchObject({ status: 200 });
    expect((await fetch(development.origin)).status).toBe(200);
    const production = await serve(['--supergraph', file], { NODE_ENV: 'production' });
    expect(await post(production.graphql, { query })).toMatchObject({ status: 400, data: undefined });
    expect((await ask(production.origin)).status).toBe(404);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('stops on %s without complaint', async (signal) => {
    const { child, exit, said } = await serve([
      '--supergraph',
      await write('f.graphql', supergraphOf('old')),
    ]);
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(said.err).toBe('');
  });

  describe('says in one line what to do', () => {
    let words: Readonly<Record<string, string>>;
    beforeAll(async () => {
      words = {
        good: await write('good.graphql', supergraphOf('old')),
        text: await write('text.graphql', 'no { schema'),
        plain: await write('plain.graphql', 'type Query { a: Int }'),
        public: await write('public.json', '{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"}'),
        used: new URL(subgraphUrl).port,
      };
    });
    const told = (args: readonly string[]) => args.map((word) => words[word] ?? word);

    test.each([
      ['a missing option', [], '--supergraph is missing. Usage: '],
      ['a missing file', ['--supergraph', 'nowhere.graphql'], 'there is no such file'],
      ['a supergraph that is no GraphQL', ['--supergraph', 'text'], 'Syntax Error'],
      [
        'a public key',
        ['--supergraph', 'good', '--context-key', 'public'],
        'must hold a private Ed25519 key',
      ],
    ])('for %s', async (_, args, message) => {
      const prepared = loadGatewayOptions(told(args), {}).then((loaded) => prepareStart(loaded, () => {}));
      const refused = await prepared.catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(SettingsError);
      expect(String(refused)).toContain(message);
      expect(String(refused)).not.toContain('\n');
    });

    test('for a room in which the largest body has none', async () => {
      const small = { LIENTHONG_LIMITS_LOAD_BODY_BYTES: '1000' };
      const prepared = loadGatewayOptions(told(['--supergraph', 'good']), small).then((loaded) =>
        prepareStart(loaded, () => {}),
      );
      await expect(prepared).rejects.toThrow('LIENTHONG_LIMITS_LOAD_BODY_BYTES must be at least 10485760');
    });

    test.each([
      ['a missing option', [], '--supergraph is missing. Usage: '],
      ['a schema that is no supergraph', ['--supergraph', 'plain', '--port', '0'], 'cannot be served'],
      ['a port in use', ['--supergraph', 'good', '--port', 'used'], 'is in use'],
      [
        'an address of another machine',
        ['--supergraph', 'good', '--port', '0', '--host', '192.0.2.1'],
        '--host',
      ],
    ])('and ends with 2, for %s', async (_, args, message) => {
      const { exit, said } = run(told(args));
      expect(await exit).toBe(2);
      expect(said.out).toBe('');
      expect(said.err).toContain(message);
      expect(said.err.trim().split('\n')).toHaveLength(1);
      expect(said.err).not.toContain('    at ');
    });
  });
});
