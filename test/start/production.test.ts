import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeSealKeys } from '../../gateway/cli/seal-key/change-seal-keys.ts';
import { readSealKeyOptions } from '../../gateway/cli/seal-key/seal-key-options.ts';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { withRoutingUrls } from '../../gateway/federation/routing-urls.ts';
import { developmentKey } from '../../gateway/identity/development/development-issuer.ts';
import { post } from '../http/start-local.ts';
import keys from '../../subgraphs/kit/keys/development/keys.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

let folder: string;
const inFolder = (name: string) => join(folder, name);
async function write(name: string, content: string): Promise<string> {
  await writeFile(inFolder(name), content, { mode: 0o600 });
  return inFolder(name);
}

/** Runs a process that only checks its settings. */
async function check(main: string, config: string, environment: Record<string, string> = {}) {
  const args = [join(root, main), '--config', config, '--check'];
  const child = spawn(process.execPath, args, { env: environment, cwd: folder });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, output, told: errors.trimEnd().split('\n') };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'production-'));
  const { publicKeys } = await makeContextKey(['--out', inFolder('keys')]);
  const sdl = await readFile(join(root, 'schema/supergraph.graphql'), 'utf8');
  await write('local.graphql', sdl);
  await write('open.graphql', withRoutingUrls(sdl, { health: 'http://health.moh.invalid/graphql' }));
  await write('issuers.yaml', `- { issuer: https://id.invalid, audience: hub, jwks: ${publicKeys} }`);
  const { d: _, ...known } = developmentKey as Record<string, unknown>;
  await write('known.json', JSON.stringify({ keys: [known] }));
  await write('secret', 'f'.repeat(64));
  await write('open-key.json', await readFile(inFolder('keys/context-key.json'), 'utf8'));
  await chmod(inFolder('open-key.json'), 0o644);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a gateway in production', () => {
  const good = `mode: production
supergraph: local.graphql
tokens: { issuers: issuers.yaml }
contextKey: keys/context-key.json
disclosureLog: { place: log, key: keys/context-key.json }
store: file:${'hub.db'}
cursors: { secretFile: secret }
`;

  test('is told to be good by --check, which writes nothing and listens nowhere', async () => {
    const { code, output, told } = await check('gateway/main.ts', await write('good.yaml', good));
    expect([code, told]).toEqual([0, ['']]);
    expect(output).toMatch(/^Good for production: a gateway would listen at 127\.0\.0\.1, port 4000\.\n$/);
    expect(['log', 'hub.db'].filter((name) => existsSync(inFolder(name)))).toEqual([]);
  });

  test('runs, says what it waits for, shows nobody anything, keeps its data for its owner, and ends well', async () => {
    const config = good.replace('place: log', 'place: state/log').replace('hub.db', 'state/hub.db');
    await mkdir(inFolder('state'));
    const file = await write('run.yaml', `${config}listen: { port: 0 }\n`);
    // As on most machines: without more ado, everybody could read what is written.
    const shell = `umask 022; exec "$0" "$@"`;
    const args = [process.execPath, join(root, 'gateway/main.ts'), '--config', file];
    const child = spawn('/bin/sh', ['-c', shell, ...args], { env: {}, cwd: folder });
    const ended = once(child, 'exit');
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const address = line.replace('Ready: ', '');
      const ready = await fetch(new URL('/health/ready', address));
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { reasons: { subgraphs: 'no answer from health, justice, population, vss' } },
      ]);
      for (const query of ['{ __schema { types { name } } }', '{ citizen(id: "x") { fullName } }'])
        expect(await post(address, { query })).toMatchObject({
          status: 400,
          code: 'OPERATION_NOT_REGISTERED',
        });
      for (const path of ['/', '/explorer', '/authorize', '/console'])
        expect((await fetch(new URL(path, address))).status).toBe(404);
      const written = globSync('state/**/*', { cwd: folder });
      expect(written).toContain('state/hub.db');
      for (const name of written)
        expect([name, (await stat(inFolder(name))).mode & 0o077]).toEqual([name, 0]);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
  });

  test('names five mistakes of one file at once, each with what is allowed', async () => {
    const bad = good
      .replace('mode: production', 'mode: productive')
      .replace('contextKey', 'contextkey')
      .concat('workers: many\nlimits: { time: { drain: -3 } }\ntelemetry: { endpoint: collector }\n');
    const { code, told } = await check('gateway/main.ts', await write('five.yaml', bad));
    expect(code).toBe(2);
    expect(told.toSorted()).toEqual([
      expect.stringMatching(/contextkey is no setting: remove it, or use .*contextKey/),
      expect.stringMatching(/limits\.time\.drain must be a number above 0/),
      expect.stringMatching(/mode must be one of development, production/),
      expect.stringMatching(/telemetry\.endpoint must be the https address/),
      expect.stringMatching(/workers must be a whole number from 0 to 64/),
    ]);
  });

  test('refuses all that is for synthetic people alone, at once, each with how to mend it', async () => {
    const bad = `supergraph: open.graphql
tokens: { developmentIssuer: true }
contextKey: open-key.json
operations: { registered: any }
disclosureLog: { place: 'mongodb://u:pa55/w@rd@log.invalid/log' }
store: 'memory:'
telemetry: { endpoint: 'http://collector.invalid' }
`;
    const { code, output, told } = await check('gateway/main.ts', await write('bad.yaml', bad), {
      NODE_ENV: 'production',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://metrics.invalid',
      CURSOR_SECRET: 'change-me',
    });
    expect([code, output]).toEqual([2, '']);
    const expected = [
      /bad\.yaml: tokens\.developmentIssuer is for synthetic people: leave it out/,
      /give --issuers, or --jwks/,
      /give --log-key/,
      /give --store/,
      /bad\.yaml: operations\.registered must be only/,
      /Subgraph health: health\.moh\.invalid would be reached without encryption\. Use https/,
      /bad\.yaml: disclosureLog\.place: log\.invalid would be .* Use tls=true/,
      /bad\.yaml: telemetry\.endpoint: collector\.invalid would be .* Use https/,
      /^OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: metrics\.invalid would be .* Use https/,
      /bad\.yaml: contextKey: everybody on this machine can open .* Run `chmod o= /,
      /CURSOR_SECRET is too short to be a secret: make one of at least 32/,
    ];
    for (const mistake of expected) expect(told).toContainEqual(expect.stringMatching(mistake));
    expect(told).toHaveLength(expected.length);
    expect(told.join()).not.toMatch(/pa55|w@rd|change-me/);
  });

  test('refuses keys of issuers, senders of events and a store that are reached over an open network', async () => {
    await write(
      'far.yaml',
      '- { issuer: https://id.invalid, audience: hub, jwks: "http://id.invalid/jwks.json" }',
    );
    const config = good
      .replace('issuers.yaml', 'far.yaml')
      .replace('file:hub.db', 'mongodb+srv://hub.invalid/hub?tls=false')
      .concat("events: { key: open-key.json, senders: 'justice=http://justice.invalid/jwks.json' }\n");
    const { code, told } = await check('gateway/main.ts', await write('far-config.yaml', config));
    expect(code).toBe(2);
    expect(told.toSorted()).toEqual([
      expect.stringMatching(/events\.key: everybody on this machine can open/),
      expect.stringMatching(/events\.senders: justice\.invalid would be .* Use https/),
      expect.stringMatching(/store: hub\.invalid would be .* Use tls=true/),
      expect.stringMatching(/tokens\.issuers: id\.invalid would be .* Use https/),
    ]);
  });

  test('takes hosts that a mesh encrypts to, and trusts no key that everybody knows', async () => {
    const config = good
      .replace('local.graphql', 'open.graphql')
      .replace(
        '{ issuers: issuers.yaml }',
        '{ jwks: known.json, issuer: https://id.invalid, audience: hub }',
      );
    const environment = { LIENTHONG_NETWORK_ENCRYPTED_HOSTS: 'health.moh.invalid' };
    const { code, told } = await check('gateway/main.ts', await write('known.yaml', config), environment);
    expect(code).toBe(2);
    expect(told).toEqual([expect.stringMatching(/^The development issuer is public and cannot be trusted/)]);
  });
});

describe('an agency in production', () => {
  test('is told to be good by --check', async () => {
    await changeSealKeys(readSealKeyOptions(['--keys', inFolder('seal.json'), '--agency', 'health']));
    const config = `mode: production
store: file:health.db
context: { keys: keys/context-jwks.json }
cursors: { secretFile: secret }
sealKeys: seal.json
`;
    const { code, output, told } = await check('subgraphs/health/main.ts', await write('h.yaml', config));
    expect([code, output, told]).toEqual([0, 'Good for production: health would start.\n', ['']]);
    expect(existsSync(inFolder('health.db'))).toBe(false);
  });

  test('refuses all that is for synthetic people alone, at once', async () => {
    await write(
      'known-seal.json',
      JSON.stringify({ keys: keys.keys.filter((key) => key.agency === 'health') }),
    );
    await chmod(inFolder('known-seal.json'), 0o644);
    const config = `store: 'memory:'
context: { keys: 'http://gateway.invalid/jwks.json' }
telemetry: { endpoint: 'http://collector.invalid' }
sealKeys: known-seal.json
events: { key: open-key.json, receivers: ['vss=http://vss.invalid/events'] }
hub: { url: 'https://hub.invalid' }
`;
    const environment = { NODE_ENV: 'production', CURSOR_SECRET: 'short' };
    const { code, told } = await check(
      'subgraphs/health/main.ts',
      await write('hb.yaml', config),
      environment,
    );
    expect(code).toBe(2);
    const expected = [
      /^health: EVENT_RECEIVERS: the address of vss must begin with https/,
      /^health: HUB_TOKENS is not set/,
      /^health: SEAL_KEYS .* holds the development key/,
      /^health: .*store must not be memory: in production/,
      /^health: .*context\.keys: gateway\.invalid would be reached without encryption/,
      /^health: .*telemetry\.endpoint: collector\.invalid would be reached without encryption/,
      /^health: .*sealKeys: everybody on this machine can open/,
      /^health: .*events\.key: everybody on this machine can open/,
      /^health: CURSOR_SECRET is too short/,
    ];
    for (const mistake of expected) expect(told).toContainEqual(expect.stringMatching(mistake));
    expect(told).toHaveLength(expected.length);
  });
});
