import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { openLog } from '../../gateway/start/open-log.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { fileSegment } from '../../gateway/log/segment/file-segment.ts';
import { entriesOf } from './entries.ts';
import { check } from './log-contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function write(
  options: Partial<Parameters<typeof openLog>[0]> = {},
  follow?: Parameters<typeof openLog>[3],
): Promise<void> {
  const log = await openLog(
    { place: folder, keyFile: undefined, gateway: 'g1', ...options },
    () => {},
    readNamedFile,
    follow,
  );
  for (const entry of entriesOf('2026-08', 1)) await log.append(entry);
  await log.close();
}

describe('opening the log', () => {
  it('sends witnesses the newest head of every gateway, though nothing is written', async () => {
    const newest: string[] = [];
    for (const gateway of ['g1', 'g2']) {
      await write({ gateway });
      newest.push(readFileSync(join(folder, gateway, '2026-08.heads'), 'utf8').trim());
    }
    const sent: string[] = [];
    const told: string[] = [];
    writeFileSync(join(folder, 'g2', 'jwks.json'), '{"keys":[]}');
    const open = async (gateway: string) =>
      openLog({ place: folder, keyFile: undefined, gateway }, (line) => told.push(line), readNamedFile, {
        onHead: (head) => sent.push(head),
      });
    await (await open('g3')).close();
    expect(told).toContainEqual(expect.stringContaining('the newest head of g2 was not sent'));
    await (await open('g2')).close();
    expect(sent).toEqual(expect.arrayContaining(newest));
  });

  it.runIf(process.platform === 'linux')('is closed in time where what reads it gets no answer', async () => {
    await write({ gateway: 'g2' });
    const keys = join(folder, 'g2', 'jwks.json');
    rmSync(keys);
    execFileSync('mkfifo', [keys]);
    const told: string[] = [];
    const log = await openLog(
      { place: folder, keyFile: undefined, gateway: 'g1' },
      (line) => told.push(line),
      readNamedFile,
    );
    await log.close();
    expect(told).toContainEqual(expect.stringContaining('did not end within 2000 ms'));
    // Whoever waits for the other end of it is let go.
    writeFileSync(keys, '{"keys":[]}');
  });

  it('makes an index that cannot be read again from the log', async () => {
    await write();
    const path = join(folder, 'g1', 'index.db');
    writeFileSync(path, 'no database');
    const told: string[] = [];
    const log = await openLog(
      { place: folder, keyFile: undefined, gateway: 'g1' },
      (line) => told.push(line),
      readNamedFile,
    );
    await log.kept?.index.catchUp();
    expect(await log.kept?.index.find({ index: 'byTime', equals: [], limit: 9 })).not.toEqual([]);
    await log.close();
    expect([told, readFileSync(`${path}.unread`, 'utf8')]).toEqual([
      [expect.stringContaining('is made again from the log')],
      'no database',
    ]);
  });

  it.each([
    ['a folder', () => join(folder, 'log')],
    ['a store', () => `file:${join(folder, 'log.db')}`],
  ])('tells of each line in %s that it reads before it is open', async (_, place) => {
    await write({ place: place() });
    let read = 0;
    await write({ place: place() }, { onRead: () => read++ });
    // An entry and its head.
    expect(read).toBe(2);
  });

  it('keeps its index for the owner alone', async () => {
    await write();
    expect(statSync(join(folder, 'g1/index.db')).mode & 0o777).toBe(0o600);
  });

  it('makes a key beside it in development, and goes on with it', async () => {
    await write();
    const file = join(folder, 'g1/log-key.json');
    const key = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await write();
    expect(readFileSync(file, 'utf8')).toBe(key);
    expect(await check(fileSegment(folder, 'g1'))).toMatchObject({ entries: 2, heads: 2, unsealed: 0 });
    expect((await fileSegment(folder, 'g1').keys()).keys).toHaveLength(1);
  });

  it('signs with the key that it is given, and publishes no secret', async () => {
    const { privateKey } = await makeContextKey(['--out', join(folder, 'keys')]);
    const place = join(folder, 'log');
    await write({ place, keyFile: privateKey });
    await write({ place, keyFile: undefined });
    const { keys } = await fileSegment(place, 'g1').keys();
    expect(keys).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    expect(await check(fileSegment(place, 'g1'))).toMatchObject({ entries: 2, heads: 2 });
  });

  it('says in one line what is wrong, and not what is in the key', async () => {
    const keyFile = join(folder, 'key.json');
    writeFileSync(keyFile, '{"kty":"oct","k":"c2VjcmV0"}');
    const failures = [
      [{ keyFile }, /^--log-key .* must hold a private Ed25519 key/],
      [{ keyFile: join(folder, 'none') }, /^--log-key .* cannot be read: there is no such file/],
      [{ gateway: '../g1' }, /^--gateway-name must be letters/],
      [{ place: keyFile }, /^--log .*key.json: ENOTDIR/],
    ] as const;
    for (const [options, message] of failures) {
      const error: unknown = await write(options).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UsageError);
      expect(error).toHaveProperty('message', expect.stringMatching(message));
      expect(error).not.toHaveProperty('message', expect.stringContaining('c2VjcmV0'));
    }
  });

  it('refuses a log that is not whole, and says where', async () => {
    await write();
    const file = join(folder, 'g1/2026-08.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('VSS-079', 'VSS-001'));
    await expect(write()).rejects.toThrow(
      `--log ${folder}: g1/2026-08.jsonl line 1 (entry 0): it is not what was signed`,
    );
  });
});
