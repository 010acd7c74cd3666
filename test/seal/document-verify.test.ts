import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocumentVerifyOptions } from '../../gateway/cli/document/document-verify-options.ts';
import { verifyDocuments } from '../../gateway/cli/document/document-verify.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { signStatusList } from '../../subgraphs/kit/seal/status/sign-status-list.ts';
import type { StatusName } from '../../subgraphs/kit/seal/status/status-bits.ts';
import { payloadOf } from './forge.ts';
import { day, makeKey, ringOf } from './key-maker.ts';
import { sealPaper, statusPlace } from './paper.ts';

const command = new URL('../../gateway/cli/document/document-verify-cli.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const file = (name: string) => join(folder, name);
const save = (name: string, content: string) => writeFileSync(file(name), content);
const now = Math.floor(Date.now() / 1000);

let ring: KeyRing;
beforeAll(async () => {
  ring = ringOf('health', await makeKey('k1', { nbf: now - 10 * day, exp: now + day }));
  save('keys.json', JSON.stringify({ keys: ring.keys }));
  save('seal.txt', `${(await sealPaper(ring, 'paper-1', now - day)).tell(['issuedOn', 'code:LAST4'])}\n`);
  for (const status of ['IN_FORCE', 'WITHDRAWN', 'SUPERSEDED'] as const)
    save(`${status}.jwt`, await statusList(status, now));
});
afterAll(() => rmSync(folder, { recursive: true }));

function statusList(status: StatusName, at: number, by = ring): Promise<string> {
  return signStatusList(statusPlace.list, [[statusPlace.place, status]], by, at);
}

/** A list of which something is wrong, though a key of Health signed it. */
async function forgedList(changes: object): Promise<string> {
  const payload = { ...payloadOf(await statusList('WITHDRAWN', now)), ...changes };
  return (await ring.sign({ typ: 'statuslist+jwt' }, payload, now)).jws;
}

const justiceKey = () => makeKey('k1', { agency: 'justice', nbf: now - day, exp: now + day });

const verify = (...args: readonly string[]) => verifyDocuments(readDocumentVerifyOptions(args));
const verifySeal = (...args: readonly string[]) =>
  verify(file('seal.txt'), '--keys', file('keys.json'), ...args);

describe('document:verify', () => {
  test('says of a seal alone what it tells', async () => {
    const { report, isGood } = await verifySeal();
    expect(report).toMatch(/^GENUINE\n/);
    expect(report).toMatch(/Told +issuedOn\n +Masked +code \(LAST4\)\n +Withheld +4 sealed values\n/);
    expect(report).toMatch(
      /Status +not checked: give the status list of its custodian by --status HUB\/status\/health\/\d{4}-\d\d$/m,
    );
    expect(isGood).toBe(true);
  });

  test.each([
    ['IN_FORCE', /^GENUINE\n[^]*Status +in force, as its custodian said/, true],
    ['WITHDRAWN', /^GENUINE, BUT NOT IN FORCE[^]*Status +withdrawn, as/, false],
    ['SUPERSEDED', /^GENUINE, BUT NOT IN FORCE[^]*Status +superseded by a correction, as/, false],
  ])('says of a paper that it is %s, and whether it may be relied on', async (status, said, good) => {
    const { report, isGood } = await verifySeal('--status', file(`${status}.jwt`));
    expect([report, isGood]).toEqual([expect.stringMatching(said), good]);
  });

  test('believes the newest list, and says when it is old', async () => {
    save('old.jwt', await statusList('IN_FORCE', now - 2 * day));
    const old = await verifySeal('--status', file('old.jwt'));
    expect(old.report).toMatch(/Status +in force, .*; the list is old, get it again/);
    const both = await verifySeal('--status', file('WITHDRAWN.jwt'), '--status', file('old.jwt'));
    expect(both.isGood).toBe(false);
  });

  test.each([
    ['of another custodian', async () => statusList('WITHDRAWN', now, ringOf('justice', await justiceKey()))],
    [
      'in the name of another custodian',
      async () => forgedList({ iss: 'https://lienthong.gov.vn/agencies/vss' }),
    ],
    [
      'of another custodian by name',
      async () => forgedList({ sub: 'https://lienthong.gov.vn/status/vss/2026-07' }),
    ],
    ['of one bit each', async () => forgedList({ status_list: { bits: 1, lst: '' } })],
    ['that is packed badly', async () => forgedList({ status_list: { bits: 2, lst: 'AAAA' } })],
    ['without a time', async () => forgedList({ iat: 'now' })],
  ])('refuses a list %s', async (_what, make) => {
    save('forged.jwt', await make());
    await expect(verifySeal('--status', file('forged.jwt'))).rejects.toThrow(/is no status list/);
  });

  test('says that a key was rotated, and that the seal holds all the same', async () => {
    const retired = ring.keys.map((key) => ({ ...key, exp: now - 3600 }));
    save('retired.json', JSON.stringify({ keys: retired }));
    const { report, isGood } = await verify(file('seal.txt'), '--keys', file('retired.json'));
    expect(report).toMatch(/Key +rotated: it signs nothing new since/);
    expect(isGood).toBe(true);
  });

  test('says in Vietnamese why a seal is refused', async () => {
    const revoked = ring.keys.map((key) => ({ ...key, revoked: { revoked_at: now } }));
    save('revoked.json', JSON.stringify({ keys: revoked }));
    const { report, isGood } = await verify(file('seal.txt'), '--keys', file('revoked.json'), '--lang', 'vi');
    expect(report).toMatch(/^KHÔNG HỢP LỆ\n +Khóa đã ký đã bị thu hồi.*\(REVOKED_KEY\)$/);
    expect(isGood).toBe(false);
  });

  const keys = ['--keys', file('keys.json')];
  const bad: readonly (readonly [said: string, args: readonly string[]])[] = [
    ['The file is missing', []],
    ['Give one file', ['x', 'y', '--keys', 'k']],
    ['--keys is missing', ['x']],
    ['--lang must be', ['x', '--keys', 'k', '--lang', 'fr']],
    ['Unknown option', ['x', '--keys', 'k', '--color']],
    ['FILE x cannot be read', ['x', '--keys', 'k']],
    ['holds no seal', [file('keys.json'), ...keys]],
    ['--keys nowhere cannot be read', [file('seal.txt'), '--keys', 'nowhere']],
    ['is no JSON.', [file('seal.txt'), '--keys', file('seal.txt')]],
    ['is no JSON Web Key Set', [file('seal.txt'), '--keys', file('empty.json')]],
    ['is no status list', [file('seal.txt'), ...keys, '--status', file('keys.json')]],
    ['signed (FOREIGN_TYPE)', [file('seal.txt'), ...keys, '--status', file('jws.txt')]],
  ];

  test.each(bad)('refuses bad input: %s', async (said, args) => {
    save('empty.json', '{}');
    save('jws.txt', (await sealPaper(ring, 'paper-1', now)).jwt);
    const refused = await Promise.resolve(args)
      .then((given) => verify(...given))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toContain(said);
  });

  test('ends with 0 for genuine, 1 for not, 2 for bad input', async () => {
    save('cut.txt', 'eyJhbGciOiJFZERTQSJ9.e30.x~');
    const ends = await Promise.all(['seal.txt', 'cut.txt', 'nothing.txt'].map((name) => end(file(name))));
    expect(ends).toEqual([0, 1, 2]);
  });
});

/** The exit code of the command. */
function end(path: string): Promise<number> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, path, '--keys', file('keys.json')], (error) =>
      resolve(typeof error?.code === 'number' ? error.code : 0),
    );
  });
}
