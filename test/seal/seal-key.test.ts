import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { changeSealKeys } from '../../gateway/cli/seal-key/change-seal-keys.ts';
import { readSealKeyOptions } from '../../gateway/cli/seal-key/seal-key-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { keyInForce, type AgencyKey } from '../../subgraphs/kit/keys/agency-key.ts';
import { readKeyRing } from '../../subgraphs/kit/keys/read-key-ring.ts';
import { addKey } from '../../subgraphs/kit/keys/rotate-keys.ts';
import { day, makeKey, noon, published, ringOf } from './key-maker.ts';
import { sealPaper } from './paper.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'seal-key-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'health.json');

const change = async (...args: readonly string[]) =>
  changeSealKeys(readSealKeyOptions(['--keys', path, '--agency', 'health', ...args]));
const keys = () => (JSON.parse(readFileSync(path, 'utf8')) as { keys: AgencyKey[] }).keys;
const now = () => Date.now() / 1000;

describe('npm run seal-key', () => {
  test('makes a key file that nobody else may read, rotates and revokes its keys', async () => {
    expect(await change()).toMatch(/health\.json \(a new file\): health-[\w-]+ signs from 20/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [first] = keys();
    expect(await change('--alg', 'ES256', '--starts-in', '2', '--overlap', '3')).toContain('signs from');
    const [before, next] = keys();
    expect(before?.exp).toBe((next?.nbf ?? 0) + 3 * day);
    expect(keyInForce(keys(), now())?.kid).toBe(first?.kid);
    expect(keyInForce(keys(), now() + 2.5 * day)?.kid).toBe(next?.kid);
    expect(await change('--revoke', first?.kid ?? '', '--reason', 'keyCompromise')).toContain('is revoked');
    expect(keys()[0]).toMatchObject({ revoked: { reason: 'keyCompromise' } });
    expect(keys()[0]).not.toHaveProperty('d');
    expect(readKeyRing(readFileSync(path, 'utf8'), 'health').keys).toHaveLength(2);
  });

  const bad: readonly (readonly [said: string, args: readonly string[]])[] = [
    ['--keys is missing', []],
    ['--agency is missing', ['--keys', path]],
    ['--alg must be EdDSA or ES256', ['--keys', path, '--agency', 'health', '--alg', 'none']],
    ['--days must be a whole number', ['--keys', path, '--agency', 'health', '--days', 'x']],
    ['--days must be 1 at least', ['--keys', path, '--agency', 'health', '--days', '0']],
    ['Unknown option', ['--keys', path, '--agency', 'health', '--force']],
    ['there is no key nobody', ['--keys', path, '--agency', 'health', '--revoke', 'nobody']],
    ['of health, not of justice', ['--keys', path, '--agency', 'justice']],
    ['is no JSON', ['--keys', join(folder, 'bad.json'), '--agency', 'health']],
    ['is not there', ['--keys', join(folder, 'hea1th.json'), '--agency', 'health', '--starts-in', '14']],
    ['is not there', ['--keys', join(folder, 'hea1th.json'), '--agency', 'health', '--revoke', 'k']],
    ['cannot be read', ['--keys', folder, '--agency', 'health']],
  ];

  test.each(bad)('refuses bad input and changes nothing: %s', async (said, args) => {
    writeFileSync(join(folder, 'bad.json'), 'nonsense');
    const before = readFileSync(path, 'utf8');
    const refused = await Promise.resolve(args)
      .then((given) => changeSealKeys(readSealKeyOptions(given)))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toContain(said);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(folder).toSorted()).toEqual(['bad.json', 'health.json']);
  });
});

test('what a key signed on its last second verifies after the rotation', async () => {
  const old = await makeKey('old');
  const { tell } = await sealPaper(ringOf('health', old), 'paper-1', noon + day - 1);
  const rotated = addKey([old], await makeKey('new', { nbf: noon }), day);
  const keys = published(ringOf('health', ...rotated));
  await expect(verifyDocument(tell([]), { keys, now: noon + 2 * day })).resolves.toMatchObject({
    isKeyRetired: true,
  });
});
