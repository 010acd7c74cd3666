import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changeSealKeys } from '../../gateway/cli/seal-key/change-seal-keys.ts';
import { readSealKeyOptions } from '../../gateway/cli/seal-key/seal-key-options.ts';
import type { ModuleSession } from '../../subgraphs/kit/keys/key-module.ts';
import { openModuleSigner } from '../../subgraphs/kit/keys/module-signer.ts';
import { openSealKeys, type SealKeys } from '../../subgraphs/kit/keys/open-seal-keys.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { published } from './key-maker.ts';
import { sealPaper } from './paper.ts';
import { makeSoftModule, noModule, type SoftModule } from './soft-module.ts';

const silent = { log: () => {}, error: () => {} };
const folder = mkdtempSync(join(tmpdir(), 'key-module-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a signer whose module goes away', () => {
  const module = { library: 'l', token: 't', pinFile: 'p' };

  test('fails, and logs in again for the next signature', async () => {
    let isAway = false;
    let logins = 0;
    const open = async (): Promise<ModuleSession> => {
      logins++;
      return {
        sign: async () => (isAway ? Promise.reject(new Error('CKR_DEVICE_REMOVED')) : Buffer.alloc(64)),
        close: () => {},
      };
    };
    const signer = await openModuleSigner(module, open);
    isAway = true;
    await expect(signer.sign('k', Buffer.of(1))).rejects.toThrow('CKR_DEVICE_REMOVED');
    isAway = false;
    await expect(signer.sign('k', Buffer.of(1))).resolves.toHaveLength(64);
    await signer.sign('k', Buffer.of(1));
    expect(logins).toBe(2);
  });

  test('makes one signature at a time', async () => {
    let underWay = 0;
    const most: number[] = [];
    const signer = await openModuleSigner(module, async () => ({
      async sign() {
        most.push(++underWay);
        await new Promise(setImmediate);
        underWay--;
        return Buffer.alloc(64);
      },
      close: () => {},
    }));
    await Promise.all([1, 2, 3].map(() => signer.sign('k', Buffer.of(1))));
    expect(most).toEqual([1, 1, 1]);
  });
});

test.each([
  ['a part of the settings', { SEAL_KEYS: 'x', SEAL_MODULE: '/m.so' }, 'give all three or none'],
  ['no key file', { SEAL_MODULE: '/m.so', SEAL_TOKEN: 't', SEAL_PIN_FILE: 'p' }, 'SEAL_KEYS is not set'],
])('a module with %s is refused with what to do', async (_what, settings, said) => {
  await expect(openSealKeys('health', settings, silent)).rejects.toThrow(said);
});

// Where there is none, the name of the skipped tests says why.
describe.skipIf(noModule !== undefined)(`seals by a hardware module (${noModule ?? 'SoftHSM'})`, () => {
  let module: SoftModule;
  let opened: SealKeys | undefined;
  const path = join(folder, 'health.json');
  beforeAll(() => {
    module = makeSoftModule();
  });
  afterEach(() => {
    opened?.close();
    opened = undefined;
  });
  afterAll(() => module.remove());

  const settings = (changes: Readonly<Record<string, string>> = {}) => ({
    SEAL_KEYS: path,
    SEAL_MODULE: module.library,
    SEAL_TOKEN: module.token,
    SEAL_PIN_FILE: module.pinFile,
    ...changes,
  });
  async function file(label: string, pem: string): Promise<void> {
    rmSync(path, { force: true });
    const args = ['--keys', path, '--agency', 'health', '--label', label, '--public', pem];
    await changeSealKeys(readSealKeyOptions(args));
  }

  test.each(['EdDSA', 'ES256'] as const)('verify as any other: %s', async (alg) => {
    await file(`key-${alg}`, module.makeKey(`key-${alg}`, alg));
    expect(readFileSync(path, 'utf8')).not.toContain('"d"');
    opened = await openSealKeys('health', settings(), silent);
    const ring = opened.current();
    const now = Math.floor(Date.now() / 1000);
    const papers = await Promise.all([1, 2, 3].map((number) => sealPaper(ring, `paper-${number}`, now)));
    for (const { tell } of papers)
      expect(await verifyDocument(tell([]), { keys: published(ring) })).toMatchObject({
        key: { kid: `key-${alg}`, alg },
      });
  });

  const wrong: readonly (readonly [string, () => Readonly<Record<string, string>>, string])[] = [
    ['another token', () => ({ SEAL_TOKEN: 'justice' }), 'SEAL_TOKEN names no token'],
    ['a library that is none', () => ({ SEAL_MODULE: import.meta.filename }), 'cannot be used'],
    ['no PIN', () => ({ SEAL_PIN_FILE: join(folder, 'nowhere') }), 'cannot be read'],
    ['a wrong PIN', () => ({ SEAL_PIN_FILE: wrongPin() }), 'CKR_PIN_INCORRECT'],
  ];
  test.each(wrong)('are refused at the start with %s', async (_what, changes, said) => {
    await file('first', module.makeKey('first', 'EdDSA'));
    const opening = openSealKeys('health', settings(changes()), silent);
    await expect(opening).rejects.toThrow(said);
    await expect(opening).rejects.not.toThrow(/0815/);
  });

  test('are refused at the start where the module has no such key, or another one with its label', async () => {
    const pem = module.makeKey('one', 'EdDSA');
    await file('unknown', pem);
    await expect(openSealKeys('health', settings(), silent)).rejects.toThrow('no private key with the label');
    module.makeKey('two', 'EdDSA');
    await file('two', pem);
    await expect(openSealKeys('health', settings(), silent)).rejects.toThrow(
      'has another key with the label',
    );
  });

  test('are refused at the start where the key file has a private half after all', async () => {
    rmSync(path, { force: true });
    await changeSealKeys(readSealKeyOptions(['--keys', path, '--agency', 'health']));
    await expect(openSealKeys('health', settings(), silent)).rejects.toThrow('must lie in the module alone');
  });
});

function wrongPin(): string {
  const path = join(folder, 'wrong-pin');
  writeFileSync(path, '0815');
  return path;
}
