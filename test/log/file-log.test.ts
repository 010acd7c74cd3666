import { constants, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { fileSegment, fileSegments, openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { entriesOf, entryAt } from './entries.ts';
import { check, logContract, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

const root = await mkdtemp(join(tmpdir(), 'log-'));
const { key } = await makeLogKeys();
afterAll(() => rm(root, { recursive: true, force: true }));

logContract('files', () => ({ open: (gateway) => openFileSegment(join(root, 'contract'), gateway) }));

let folder: string;
const told: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'each-'));
  told.length = 0;
});

function open(gateway = 'g1') {
  return openFileLog({ folder, gateway, key, headEvery: 60_000, tell: (line) => told.push(line) });
}

async function written(gateway: string, month: string, count: number): Promise<void> {
  const log = await open(gateway);
  await Promise.all(entriesOf(month, count).map((entry) => log.append(entry)));
  await log.close();
}

/** The flags of the descriptors under which this process has a file open: see proc(5). */
async function flagsOf(path: string): Promise<readonly number[]> {
  const all = await readdir('/proc/self/fd');
  const told = all.map(async (fd) => {
    const target = await readlink(`/proc/self/fd/${fd}`).catch(() => undefined);
    if (target !== path) return [];
    const [, flags = ''] = /flags:\s+(\d+)/.exec(await readFile(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
    return [Number.parseInt(flags, 8)];
  });
  return (await Promise.all(told)).flat();
}

describe('the log in files', () => {
  it.runIf(existsSync('/proc/self/fdinfo'))(
    'writes through to the disk, so that what is acknowledged is durable',
    async () => {
      const log = await open();
      await log.append(entryAt('2026-07-01T00:00:00.000Z', 'durable'));
      const flags = await flagsOf(join(folder, 'g1', '2026-07.jsonl'));
      await log.close();
      expect(flags.map((each) => each & constants.O_DSYNC)).toEqual([constants.O_DSYNC]);
    },
  );

  it('has a folder for each gateway and a file for each month, for the owner alone', async () => {
    await written('g1', '2026-07', 2);
    await written('g1', '2026-08', 2);
    await written('g2', '2026-08', 1);
    expect((await readdir(join(folder, 'g1'))).toSorted()).toEqual([
      '2026-07.heads',
      '2026-07.jsonl',
      '2026-08.heads',
      '2026-08.jsonl',
      'jwks.json',
    ]);
    const segments = await fileSegments(folder);
    expect(segments.map(({ gateway }) => gateway)).toEqual(['g1', 'g2']);
    expect(await readFile(join(folder, 'g1', 'jwks.json'), 'utf8')).not.toContain('"d"');
  });

  it('is written by several gateways side by side, each with a chain of its own', async () => {
    await Promise.all(['g1', 'g2', 'g3'].map((gateway) => written(gateway, '2026-08', 40)));
    for (const segment of await fileSegments(folder)) {
      expect(await check(segment)).toMatchObject({ entries: 40, unsealed: 0 });
    }
  });

  it('lets nobody else write for the same gateway, and goes on after the one who wrote has ended', async () => {
    const log = await open();
    await expect(open()).rejects.toThrow(/process \d+ on .* writes there/);
    await log.close();
    await written('g1', '2026-08', 1);
    const ended = JSON.stringify({
      host: (await import('node:os')).hostname(),
      process: 2 ** 22 + 1,
      token: 'x',
    });
    for (const left of [ended, '{"host"']) {
      await writeFile(join(folder, 'g1', 'writer.lock'), left);
      await written('g1', '2026-08', 1);
    }
    await writeFile(
      join(folder, 'g1', 'writer.lock'),
      JSON.stringify({ host: 'elsewhere', process: 1, token: 'x' }),
    );
    await expect(open()).rejects.toThrow('on elsewhere');
  });

  it('rejects what it cannot write where it wrote before, and writes again when the file is back', async () => {
    const log = await open();
    await log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
    const file = join(folder, 'g1', '2026-08.jsonl');
    await rename(file, `${file}.away`);
    await expect(log.append(entryAt('2026-08-01T00:00:01.000Z', 'b'))).rejects.toThrow('ENOENT');
    await expect(log.check()).rejects.toThrow('cannot be written');
    await writeFile(file, '');
    await expect(log.append(entryAt('2026-08-01T00:00:02.000Z', 'c'))).rejects.toThrow('was moved');
    await rename(`${file}.away`, file);
    await log.append(entryAt('2026-08-01T00:00:03.000Z', 'd'));
    await log.close();
    const kept = (await readAll(fileSegment(folder, 'g1'))).map(({ entry }) => entry.requestId);
    expect(kept).toEqual(['a', 'd']);
    await check(fileSegment(folder, 'g1'));
  });

  it.each(['jsonl', 'heads'])(
    'is not ready, and writes nothing, when its .%s file was moved away before the first entry',
    async (kind) => {
      await written('g1', '2026-08', 2);
      const log = await open();
      const file = join(folder, 'g1', `2026-08.${kind}`);
      await rename(file, `${file}.away`);
      await expect(log.check()).rejects.toThrow('cannot be written');
      const late = log.append(entryAt('2026-08-01T00:00:02.000Z', 'late'));
      await expect(kind === 'jsonl' ? late : late.then(log.seal)).rejects.toThrow('ENOENT');
      expect(existsSync(file)).toBe(false);
      await rename(`${file}.away`, file);
      await log.append(entryAt('2026-08-01T00:00:03.000Z', 'last'));
      await log.close();
      expect(await check(fileSegment(folder, 'g1'))).toMatchObject({ unsealed: 0 });
    },
  );

  it('adds nothing behind what another wrote between its start and its first entry', async () => {
    await written('g1', '2026-08', 2);
    const log = await open();
    await writeFile(join(folder, 'g1', '2026-08.jsonl'), 'foreign\n', { flag: 'a' });
    await expect(log.append(entryAt('2026-08-01T00:00:02.000Z', 'late'))).rejects.toThrow(
      'something else writes',
    );
    await log.close();
    expect(await readFile(join(folder, 'g1', '2026-08.jsonl'), 'utf8')).toMatch(/}\nforeign\n$/);
  });

  it('adds nothing to a month that another began meanwhile', async () => {
    await written('g1', '2026-08', 2);
    const log = await open();
    await writeFile(join(folder, 'g1', '2026-09.jsonl'), 'foreign\n');
    await expect(log.append(entryAt('2026-09-01T00:00:00.000Z', 'late'))).rejects.toThrow(
      'something else writes',
    );
    await log.append(entryAt('2026-08-31T00:00:00.000Z', 'of the month that is open'));
    await log.close();
  });

  it('is not opened when it grows between its reading and its writing', async () => {
    await written('g1', '2026-08', 2);
    const segment = await openFileSegment(folder, 'g1');
    const overtaken: typeof segment = {
      ...segment,
      async goOn(month, read) {
        await writeFile(join(folder, 'g1', '2026-08.jsonl'), 'foreign\n', { flag: 'a' });
        await segment.goOn(month, read);
      },
    };
    await expect(openSegmentLog(overtaken, { key, tell: () => {} })).rejects.toThrow('something else writes');
  });

  it('rejects what it cannot write because something else wrote there, and adds nothing', async () => {
    const log = await open();
    await log.append(entryAt('2026-08-01T00:00:00.000Z', 'a'));
    const file = join(folder, 'g1', '2026-08.jsonl');
    await writeFile(file, 'foreign\n', { flag: 'a' });
    await expect(log.append(entryAt('2026-08-01T00:00:01.000Z', 'b'))).rejects.toThrow(
      'something else writes',
    );
    expect(await readFile(file, 'utf8')).toMatch(/}\nforeign\n$/);
    await log.close();
  });

  it.each(['jsonl', 'heads'])(
    'puts aside a line of a .%s file that a crash has torn, and says so',
    async (kind) => {
      await written('g1', '2026-08', 3);
      const file = join(folder, 'g1', `2026-08.${kind}`);
      const whole = await readFile(file);
      await writeFile(file, '{"entry":{"at"', { flag: 'a' });
      await expect(check(fileSegment(folder, 'g1'))).rejects.toThrow('has no end');
      await written('g1', '2026-08', 2);
      expect(told).toEqual([expect.stringContaining(`g1/2026-08.${kind} line`)]);
      expect(await readFile(`${file}.torn-${whole.length}`, 'utf8')).toBe('{"entry":{"at"');
      expect(await check(fileSegment(folder, 'g1'))).toMatchObject({ entries: 5, unsealed: 0 });
    },
  );

  it('is not written on when a signed entry is missing or was changed', async () => {
    await written('g1', '2026-08', 3);
    const file = join(folder, 'g1', '2026-08.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, -1));
    await expect(open()).rejects.toThrow('g1/2026-08.jsonl line 3 (entry 2): entries are missing');
    await writeFile(file, text.replace('VSS-079', 'VSS-001'));
    await expect(open()).rejects.toThrow('g1/2026-08.jsonl line 1 (entry 0): it was changed');
    expect(await readFile(file, 'utf8')).toHaveLength(text.length);
  });
});
