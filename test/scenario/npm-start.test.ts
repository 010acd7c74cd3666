import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

const running: ChildProcess[] = [];
const root = join(import.meta.dirname, '../..');

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function start(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['start/main.ts', ...args], {
    cwd: root,
    env: { PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  return { child, output };
}

async function untilReady({ child, output }: ReturnType<typeof start>): Promise<string> {
  while (!output.out.includes('/graphql -H')) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output.err}`);
    await once(child.stdout ?? child, 'data');
  }
  return /http:\/\/[\d.:]+/.exec(output.out)?.[0] ?? '';
}

describe('npm start', () => {
  test('prints what to open and a first query that works as printed, and stops on SIGTERM', async () => {
    const hub = start(['--population', '100'], {});
    await untilReady(hub);
    const [command = ''] = / {4}TOKEN=[\s\S]*?-d '.+'/.exec(hub.output.out) ?? [];
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { cwd: root });
    const answer = JSON.parse(stdout) as { data: unknown; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      claim: { claimant: { fullName: expect.any(String), insurance: { contributedAtLeast: 'MATCH' } } },
    });
    expect(hub.output.out.match(/^ {4}[\w-]{22} {2}\S/gm)?.length).toBeGreaterThan(10);
    hub.child.kill('SIGTERM');
    const [code] = (await once(hub.child, 'exit')) as [number];
    expect([code, hub.output.err]).toEqual([0, '']);
  });

  test('keeps the world in DATA_DIR from one start to the next', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-'));
    try {
      const first = start(['--population', '100'], { DATA_DIR: folder });
      await untilReady(first);
      first.child.kill('SIGTERM');
      await once(first.child, 'exit');
      const second = start(['--population', '900'], { DATA_DIR: folder });
      await untilReady(second);
      expect(/(\d[\d,]*) synthetic people/.exec(second.output.out)?.[1]).toBe(
        /(\d[\d,]*) synthetic people/.exec(first.output.out)?.[1],
      );
      expect(second.output.out).toContain('kept from the last start');
      second.child.kill('SIGTERM');
      await once(second.child, 'exit');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['an option that is none', ['--people', '5'], {}, /^Unknown option '--people'.*Usage:/],
    [
      'a folder that cannot be made',
      [],
      { DATA_DIR: '/proc/hub' },
      /^store \/proc\/hub\/health\.db: its folder cannot be made/,
    ],
    [
      'an address of another machine',
      ['--population', '100'],
      { HOST: '192.0.2.7' },
      /choose another HOST\.\n$/,
    ],
    ['a MongoDB that is away', [], { MONGODB_URI: 'mongodb://127.0.0.1:1/hub' }, /mongodb/i],
    ['production', [], { NODE_ENV: 'production' }, /^npm start serves synthetic people/],
  ])('refuses %s in one clear line and with exit code 2', async (_what, args, environment, line) => {
    const { child, output } = start(args, environment);
    const [code] = (await once(child, 'exit')) as [number];
    expect(output.err).toMatch(line);
    expect(output.err.trim().split('\n')).toHaveLength(1);
    expect([code, output.out]).toEqual([2, '']);
  });
});
