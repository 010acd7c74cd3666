import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { readLogKeys } from '../../gateway/start/files/log-key-file.ts';
import { digestOfBundle, readBundle } from '../../gateway/start/bundle.ts';
import { readFrom, readOwnFiles } from '../../gateway/start/own-files.ts';
import { prepareStart } from '../../gateway/start/prepare-start.ts';
import { Asker } from '../../gateway/trust/asker.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';
import { createTestIssuer, type TestIssuer } from '../identity/token-maker.ts';

let folder: string;
let one: TestIssuer;
let two: TestIssuer;

const at = (name: string) => join(folder, name);
const write = (name: string, content: unknown) =>
  writeFile(at(name), typeof content === 'string' ? content : JSON.stringify(content));
const trust = (issuer: TestIssuer, keys: string) =>
  write('issuers.yaml', `- { issuer: ${issuer.issuer}, audience: hub, jwks: ${keys} }`);
const consoleOf = (url: string) =>
  write('console.yaml', `url: ${url}\nissuer: https://id.test\nkey: console-key.json\n`);

function writeKey(name: string, kid: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return write(name, { ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handed-'));
  one = await createTestIssuer('https://one.test');
  two = await createTestIssuer('https://two.test', 'two', 'EdDSA');
  await write('one.json', { keys: [one.publicKey] });
  await write('two.json', { keys: [two.publicKey] });
  await write('supergraph.graphql', tinySupergraph('type Query { hello: String }'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a worker trusts, encrypts and signs in as those before it, whatever is on disk when it starts', async () => {
  await trust(one, 'one.json');
  await write('secret', 'a'.repeat(64));
  await consoleOf('https://hub.test');
  await writeKey('console-key.json', 'a');
  const signing = { 'context-key': 'context.json', 'log-key': 'log.json', 'event-key': 'event.json' };
  for (const file of Object.values(signing)) await writeKey(file, 'a');
  const files = {
    supergraph: 'supergraph.graphql',
    issuers: 'issuers.yaml',
    console: 'console.yaml',
    ...signing,
  };
  const given = readGatewayOptions(Object.entries(files).flatMap(([name, file]) => [`--${name}`, at(file)]));
  const options = { ...given, cursors: { secret: undefined, secretFile: at('secret') } };
  const [bundle, own] = await Promise.all([readBundle(options), readOwnFiles(options)]);

  await trust(two, 'two.json');
  await write('secret', 'b'.repeat(64));
  await consoleOf('https://another.test');
  await rm(at('console-key.json'));

  for (const file of Object.values(signing)) await writeKey(file, 'b');

  const before = { bundle, read: readFrom(own, bundle.keys) };
  const { inputs, signIn, close } = await prepareStart({ options, nameOf: (path) => path }, () => {}, before);
  expect(await inputs.gate?.verify(await one.token())).toMatchObject({ authenticated: true });
  await expect(inputs.gate?.verify(await two.token())).rejects.toThrow('The token is not valid.');
  expect(inputs.cursorSecret).toBe('a'.repeat(64));
  expect(signIn?.origin).toBe('https://hub.test');
  const signed = inputs.signer?.({ subgraph: 'health', body: '{}', asker: new Asker('one') });
  expect(decodeProtectedHeader(signed?.[hubContextHeader] ?? '').kid).toBe('a');
  const { key } = await readLogKeys(at('log.json'), inputs.read);
  expect(key.kid).toBe('a');
  close();
  expect(digestOfBundle(await readBundle(options))).not.toBe(digestOfBundle(bundle));
});
