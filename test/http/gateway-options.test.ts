import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContextSigner } from '../../gateway/start/files/context-signer-file.ts';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { SettingsError } from '../../subgraphs/kit/settings/settings-error.ts';

test('only the supergraph must be named', () => {
  expect(readGatewayOptions(['--supergraph', 'a.graphql'])).toEqual({
    isProduction: false,
    supergraph: 'a.graphql',
    host: '127.0.0.1',
    port: 4000,
    workers: 0,
    contextKey: undefined,
    policies: undefined,
    onDenial: 'filter',
    registeredOnly: false,
    introspection: true,
    cursors: { secret: undefined, secretFile: undefined },
    telemetry: { traces: undefined, percent: 10, push: undefined },
    logging: { format: 'text', level: 'warn' },
    encryptedHosts: [],
    trustedProxies: [],
    limits: defaultLimits,
    tokens: { jwks: undefined, issuer: undefined, audience: undefined },
    hub: {
      policy: undefined,
      clients: undefined,
      log: {
        place: undefined,
        keyFile: undefined,
        gateway: undefined,
        witnesses: [],
        attestEvery: 3_600_000,
      },
      store: undefined,
      developmentIssuer: false,
      console: undefined,
      events: { keyFile: undefined, senders: '' },
    },
  });
});

test.each([
  [[], '--supergraph is missing. Usage: '],
  [['--supergraph='], '--supergraph must be a file'],
  [['--supergraph'], "Option '--supergraph <value>' argument missing. Usage: "],
  [['--supergraf', 'x'], "Unknown option '--supergraf'. Usage: "],
  [['x'], "Unexpected argument 'x'. Usage: "],
  [['--supergraph', 'x', '--port', '70000'], '--port must be'],
  [['--supergraph', 'x', '--port', '80a'], '--port must be'],
  [['--supergraph', 'x', '--port=-1'], '--port must be'],
  [['--supergraph', 'x', '--port='], '--port must be'],
  [['--supergraph', 'x', '--host='], '--host must be an address to listen on'],
  [['--supergraph', 'x', '--on-denial', 'ignore'], '--on-denial must be'],
])('%j is answered with what to do', (args, message) => {
  const read = () => readGatewayOptions(args);
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(message);
});

describe('a file that cannot be used', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'options-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['nowhere', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('%s is named with the reason', async (name, reason) => {
    await expect(readNamedFile('supergraph', join(folder, name))).rejects.toThrow(reason);
  });

  test.each([
    ['no JSON', 'secret-key'],
    ['no object', '"secret-key"'],
    ['a public key', '{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"}'],
    ['a key without a name', '{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"secret-key"}'],
    ['a key of another kind', '{"kty":"EC","crv":"P-256","kid":"a","x":"AAAA","y":"AAAA","d":"secret-key"}'],
    ['a broken key', '{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA","d":"secret-key"}'],
  ])('a context key that is %s is refused without quoting it', async (_, content) => {
    const file = join(folder, 'key.json');
    await writeFile(file, content);
    const refused = await readContextSigner(file, 'gateway').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(String(refused)).toContain('must hold a private Ed25519 key');
    expect(String(refused)).not.toContain('secret-key');
  });
});
