import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../gateway/start/open-log.ts';
import { readLogVerifyOptions } from '../../gateway/cli/log/log-verify-options.ts';
import { verifyLog } from '../../gateway/cli/log/log-verify.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { createLocalJWKSet } from 'jose';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { whatToDo } from '../../gateway/log/verify/what-to-do.ts';
import { leafHash } from '../../gateway/log/proof/merkle-tree.ts';
import { receiptFor } from './receipt-by-reading.ts';
import { fileSegment } from '../../gateway/log/segment/file-segment.ts';
import { entriesOf, entryAt } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'log-verify-'));
const log = join(folder, 'log');
const jwks = join(folder, 'jwks.json');
const { key } = await makeLogKeys();
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  rmSync(log, { recursive: true, force: true });
  await write('g1', '2026-07', 3);
  await write('g1', '2026-08', 2);
});

async function write(gateway: string, month: string, count: number): Promise<void> {
  const opened = await openFileLog({ folder: log, gateway, key, tell: () => {} });
  await Promise.all(entriesOf(month, count).map((entry) => opened.append(entry)));
  await opened.close();
}

/** What the command prints. @throws what it tells, with exit code 1 or 2 */
function check(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  return verifyLog(readLogVerifyOptions(args, environment), () => {});
}

function run(args: readonly string[]) {
  const command = join(root, 'gateway/cli/log/log-verify-cli.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    env: {},
    encoding: 'utf8',
    // One that waits for the night is ended.
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

describe('npm run log:verify', () => {
  it('says in one line what it checked, and ends with 0', async () => {
    const { stderr, ...said } = run(['--log', log]);
    expect(said).toEqual({ status: 0, stdout: '5 entries, chain ok, 2 heads ok\n' });
    // And what it could not see.
    expect(stderr).toMatch(/^The keys beside the log were believed.*\nNo kept heads were given.*\n$/);
    await write('g2', '2026-08', 1);
    expect(await check([], { DATA_DIR: folder })).toBe('6 entries of 2 gateways, chain ok, 3 heads ok');
    rmSync(join(log, 'g1/2026-07.jsonl'));
    expect(await check(['--log', log])).toBe(
      '3 entries of 2 gateways, chain ok, 3 heads ok, archived: 2026-07',
    );
    expect(await check(['--log', log, '--from', '2026-08'])).toBe(
      '3 entries of 2 gateways, chain ok, 2 heads ok',
    );
  });

  it('names the first bad line, says what to do, and ends with 1', () => {
    const file = join(log, 'g1/2026-07.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('VSS-079', 'VSS-001'));
    expect(run(['--log', log])).toEqual({
      status: 1,
      stdout: '',
      stderr: `g1/2026-07.jsonl line 1 (entry 0): it was changed: the chain breaks here. ${whatToDo.ALTERED}\n`,
    });
  });

  it.each([
    ['a store that nobody made', ['--log', `file:${join(folder, 'none.db')}`]],
    ['an address that names no store', ['--log', 'mongo:27017/log']],
    ['a folder that is not there', ['--log', join(folder, 'none')]],
    ['keys that are not there', ['--log', log, '--jwks', join(folder, 'none.json')]],
    ['heads that are not there', ['--log', log, '--heads', join(folder, 'none.txt')]],
  ])('says at once, with 2, what the check of each night was given wrongly: %s', (_what, given) => {
    const { status, stderr } = run(['--nightly', ...given]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(status).toBe(2);
  });

  it('ends with 75 where its store is away, which may pass', () => {
    // A folder in the place of the file: SQLite cannot open it now.
    expect(run(['--log', `file:${folder}`])).toMatchObject({ status: 75, stdout: '' });
  });

  it('checks a log in a store as well', async () => {
    const uri = `file:${join(folder, 'log.db')}`;
    for (const gateway of ['g1', 'g2']) {
      const opened = await openLog({ place: uri, keyFile: undefined, gateway }, () => {}, readNamedFile);
      await Promise.all(entriesOf('2026-08', 2).map((entry) => opened.append(entry)));
      await opened.close();
    }
    expect(await check(['--log', uri])).toBe('4 entries of 2 gateways, chain ok, 2 heads ok');
  });

  it('trusts the keys and the heads that it is given more than those of the log', async () => {
    const published = readFileSync(join(log, 'g1/jwks.json'), 'utf8');
    writeFileSync(jwks, published);
    const heads = join(folder, 'heads.txt');
    writeFileSync(heads, readFileSync(join(log, 'g1/2026-08.heads'), 'utf8'));
    const given = ['--log', log, '--jwks', jwks, '--heads', heads];
    expect(run(given)).toMatchObject({
      stdout: '5 entries, chain ok, 2 heads ok, 1 kept head found\n',
      stderr: '',
    });
    writeFileSync(jwks, published.replace('log-key', 'other-key'));
    await expect(check(given)).rejects.toThrow(/not among the known ones/);
    writeFileSync(jwks, published);
    rmSync(log, { recursive: true });
    await write('g1', '2026-08', 2);
    await expect(check(given)).rejects.toThrow(/^kept head 1: /);
  });

  it('finds by kept heads what leaves a whole log behind: a tail cut with its heads, a gateway gone', async () => {
    await write('g2', '2026-08', 2);
    const heads = join(folder, 'heads.txt');
    const keep = (gateway: string) =>
      writeFileSync(heads, readFileSync(join(log, `${gateway}/2026-08.heads`), 'utf8'));
    const withHeads = () => check(['--log', log, '--heads', heads]);
    keep('g1');
    // A head that the log did not sign proves nothing, whatever is in the log.
    writeFileSync(
      heads,
      readFileSync(heads, 'utf8').replace(
        /\.(.)([^.]*)$/m,
        (_, one, rest) => `.${one === 'A' ? 'B' : 'A'}${rest}`,
      ),
    );
    await expect(withHeads()).rejects.toThrow('kept head 1: it does not count');
    keep('g1');
    for (const name of ['2026-08.jsonl', '2026-08.heads', 'index.db']) {
      rmSync(join(log, 'g1', name), { force: true });
    }
    expect(await check(['--log', log])).toContain('chain ok');
    await expect(withHeads()).rejects.toThrow(whatToDo.LOST_HEAD);
    keep('g2');
    rmSync(join(log, 'g2'), { recursive: true });
    expect(await check(['--log', log])).toContain('chain ok');
    await expect(withHeads()).rejects.toThrow(`the log has no entries of its gateway. ${whatToDo.LOST_HEAD}`);
  });

  it('names a month that is gone before its term is over, though nothing older is there', () => {
    rmSync(join(log, 'g1/2026-07.jsonl'));
    const { status, stderr } = run(['--log', log]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^g1\/2026-07.jsonl line 1: the month is missing, and none from 20\d\d-\d\d on may be archived yet\. Look for/,
    );
  });

  it('names entries of hours that no head covers: without their heads anybody could have written them', async () => {
    const opened = await openFileLog({ folder: log, gateway: 'g3', key, tell: () => {} });
    for (const minute of [0, 59, 61]) {
      const at = Temporal.Instant.from('2026-08-01T00:00:00Z').add({ minutes: minute }).toString();
      await opened.append(entryAt(at, `m${minute}`));
      await opened.seal();
    }
    await opened.close();
    const heads = join(log, 'g3/2026-08.heads');
    const [first = '', second = ''] = readFileSync(heads, 'utf8').split('\n');
    writeFileSync(heads, `${first}\n`);
    expect(await check(['--log', log])).toContain('2 entries not covered by a head yet');
    writeFileSync(heads, '');
    await expect(check(['--log', log])).rejects.toThrow(
      `g3/2026-08.jsonl line 1 (entry 0): entries were written for hours, and from here no signed head covers it. ${whatToDo.UNSEALED}`,
    );
    writeFileSync(heads, `${first}\n${second}\n`);
    expect(await check(['--log', log])).toContain('1 entry not covered by a head yet');
    // A start signs them, and says that no crash leaves so many.
    writeFileSync(heads, '');
    const told: string[] = [];
    await (await openFileLog({ folder: log, gateway: 'g3', key, tell: (line) => told.push(line) })).close();
    expect(told).toEqual([
      expect.stringMatching(
        /^Log: 3 entries of g3 had no signed head yet, from 2026-08-01T00:00:00Z to .* record a breach/,
      ),
    ]);
  });

  it.each([
    ['of its log', { signs: 'disclosure-log', gateways: ['g1'] }, 'chain ok'],
    ['of its webhooks', { signs: 'webhooks' }, 'not among the known ones'],
    ['of an agency', { agency: 'health' }, 'not among the known ones'],
  ])('takes of what the hub publishes the keys of the log alone: one %s', async (_, mark, said) => {
    const { keys } = JSON.parse(readFileSync(join(log, 'g1/jwks.json'), 'utf8'));
    writeFileSync(jwks, JSON.stringify({ keys: keys.map((key: object) => ({ ...key, ...mark })) }));
    expect(await check(['--log', log, '--jwks', jwks]).catch(String)).toContain(said);
  });

  it('checks receipts without the log: one, and all in an answer of the graph, with their lines and without', async () => {
    const segment = fileSegment(log, 'g1');
    const receipt = await receiptFor(segment, 1, createLocalJWKSet(await segment.keys()));
    if (!receipt) throw new Error('no receipt');
    writeFileSync(jwks, readFileSync(join(log, 'g1/jwks.json')));
    rmSync(log, { recursive: true });
    const file = join(folder, 'receipt.json');
    const checked = (given: unknown) => {
      writeFileSync(file, JSON.stringify(given));
      return check(['--receipt', file, '--jwks', jwks]);
    };
    expect(await checked(receipt)).toMatch(/^entry 1 of g1 is in the log/);
    const { entry, head, proof } = receipt;
    const leaf = Buffer.from(leafHash(entry)).toString('base64url');
    const told = { entry, leaf, sequence: 1, head, proof };
    const answer = (given: unknown) => ({
      data: { me: { accessLog: { nodes: [{ receipt: told }, { receipt: given }] } } },
    });
    expect(await checked(answer({ ...told, entry: null }))).toMatch(
      /^entry 1 of g1 .*\nentry 1 of g1 .*its line is not in the receipt$/,
    );
    const otherLeaf = Buffer.from(leafHash('another line')).toString('base64url');
    for (const forged of [
      { ...told, sequence: 2 },
      { ...told, entry: null, sequence: 0 },
      { ...told, entry: null, leaf: otherLeaf },
      { ...told, leaf: otherLeaf },
      { ...told, proof: [] },
    ]) {
      await expect(checked(answer(forged))).rejects.toThrow(/^receipt 2 of 2: [^\n]*$/);
    }
    expect(run(['--receipt', file, '--jwks', jwks])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^receipt 2 of 2: [^\n]*\n$/),
    });
  });

  it.each([
    ['no log', [], 'log is missing'],
    ['a folder that is not there', ['--log', join(folder, 'none')], 'there is no such folder'],
    ['a folder without a log', ['--log', join(root, 'docs/decisions')], 'holds no log'],
    ['the folder above a log', ['--log', folder], 'holds no log'],
    ['no month', ['--log', log, '--from', '2026-13'], 'from must be a month'],
    [
      'months in the wrong order',
      ['--log', log, '--from', '2026-08', '--to', '2026-07'],
      'must not be later',
    ],
    ['an option that it does not know', ['--log', log, '--fast'], 'Unknown option'],
    [
      'keys that cannot be read',
      ['--log', log, '--jwks', join(root, 'README.md')],
      'must hold a JSON Web Key Set',
    ],
    ['a file without a receipt', ['--log', log, '--receipt', join(root, 'package.json')], 'holds no receipt'],
    ['a receipt without keys', ['--receipt', join(root, 'package.json')], 'log is missing'],
    ['heads that cannot be read', ['--log', log, '--heads', join(folder, 'none')], 'there is no such file'],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const refused = await Promise.try(check, args).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(String(refused)).toMatch(new RegExp(`^[^\n]*${reason}[^\n]*$`));
  });

  it('ends with 2 for what it refuses', () => {
    expect(run([])).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^--log is missing[^\n]*\n$/),
    });
  });
});
