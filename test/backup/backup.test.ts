import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpData, restoreData } from '../../gateway/backup/copy-data.ts';
import { openLog } from '../../gateway/start/open-log.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import type { DisclosureLog } from '../../gateway/log/disclosure-log.ts';
import { isTold } from '../../subgraphs/kit/command/is-told.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { entriesOf } from '../log/entries.ts';
import { papers } from '../store/papers.ts';

let folder: string;
let stopWriting: () => Promise<void>;
const at = (name: string) => join(folder, name);

/** What was acknowledged so far. */
let acknowledged: { papers: number; entries: number };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  acknowledged = { papers: 0, entries: 0 };
  const store = await openStore({ uri: `file:${at('data/health.db')}` });
  const log = await openLog(
    { place: at('data/log'), keyFile: undefined, gateway: 'g1' },
    () => {},
    readNamedFile,
  );
  await write(store, log, 20);
  const end = new AbortController();
  const writing = (async () => {
    while (!end.signal.aborted) await write(store, log, 1);
  })();
  stopWriting = async () => {
    end.abort();
    await writing;
    await log.close();
    await store.close();
  };
});
afterEach(async () => {
  await stopWriting();
  await rm(folder, { recursive: true });
});

async function write(store: Store, log: DisclosureLog, count: number): Promise<void> {
  const collection = await store.collection(papers('papers'));
  for (const entry of entriesOf('2026-08', count)) {
    await collection.insert({ id: `p${acknowledged.papers}`, version: 1, citizenId: 'c1' });
    acknowledged.papers += 1;
    await log.append(entry);
    acknowledged.entries += 1;
  }
}

async function papersIn(data: string): Promise<number> {
  const store = await openStore({ uri: `file:${at(`${data}/health.db`)}` });
  const found = await (
    await store.collection(papers('papers'))
  ).find({
    index: 'byCitizen',
    equals: ['c1'],
    limit: 1_000,
  });
  await store.close();
  return found.length;
}

describe('a backup that is taken while everything is written to', () => {
  test('holds what was acknowledged before it began, verifies, and is restored as it was', async () => {
    const before = { ...acknowledged };
    expect(await backUpData({ from: at('data'), to: at('backup') })).toMatch(
      /^Backed up to .*backup: 1 store whole; log log: \d+ entries, chain ok, /,
    );
    const told = await restoreData({ from: at('backup'), to: at('restored') });
    const entries = Number(/log log: (\d+) entries/.exec(told)?.[1]);
    expect(entries).toBeGreaterThanOrEqual(before.entries);
    expect(await papersIn('restored')).toBeGreaterThanOrEqual(before.papers);
    // The log is copied last: it has an entry for whatever the stores may have told of.
    expect(entries).toBeGreaterThanOrEqual((await papersIn('restored')) - 1);
  });

  test('goes on where it was restored', async () => {
    await backUpData({ from: at('data'), to: at('backup') });
    await restoreData({ from: at('backup'), to: at('restored') });
    const log = await openLog(
      { place: at('restored/log'), keyFile: undefined, gateway: 'g1' },
      () => {},
      readNamedFile,
    );
    for (const entry of entriesOf('2026-08', 1)) await log.append(entry);
    await log.close();
    expect(await backUpData({ from: at('restored'), to: at('again') })).toContain('chain ok');
  });

  test('is for its owner alone', async () => {
    await backUpData({ from: at('data'), to: at('backup') });
    expect((await stat(at('backup'))).mode & 0o077).toBe(0);
  });
});

describe('is told, and leaves nothing behind:', () => {
  const refused = async (work: Promise<string>): Promise<string> => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(isTold(error)).toBe(true);
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('partial'));
    return error instanceof Error ? error.message : '';
  };

  test.each(['../elsewhere', '/elsewhere', 'log/../../elsewhere'])('a backup that names %s', async (file) => {
    await backUpData({ from: at('data'), to: at('backup') });
    const manifest = JSON.parse(await readFile(at('backup/backup.json'), 'utf8')) as { files: object };
    await writeFile(at('backup/backup.json'), JSON.stringify({ ...manifest, files: { [file]: 'digest' } }));
    expect(await refused(restoreData({ from: at('backup'), to: at('restored') }))).toContain('is no backup');
  });

  test.each([
    ['health.db', 'health.db is not what was backed up'],
    ['log/g1/2026-08.jsonl', 'log/g1/2026-08.jsonl is not what was backed up'],
  ])('a backup in which %s was changed', async (file, message) => {
    await backUpData({ from: at('data'), to: at('backup') });
    const bytes = await readFile(at(`backup/${file}`));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(at(`backup/${file}`), bytes);
    expect(await refused(restoreData({ from: at('backup'), to: at('restored') }))).toContain(message);
  });

  test('a backup that lacks a file, and a folder that is none', async () => {
    await backUpData({ from: at('data'), to: at('backup') });
    await rm(at('backup/health.db'));
    expect(await refused(restoreData({ from: at('backup'), to: at('a') }))).toContain('health.db is missing');
    expect(await refused(restoreData({ from: at('data'), to: at('a') }))).toContain('is no backup');
    expect(await refused(backUpData({ from: at('nowhere'), to: at('a') }))).toContain(
      'there is no such folder',
    );
  });

  test('a folder that holds something already', async () => {
    expect(await refused(backUpData({ from: at('data'), to: at('data') }))).toContain('is not empty');
  });

  test('a file that has the name already: it stays', async () => {
    await writeFile(at('kept'), 'kept');
    expect(await refused(backUpData({ from: at('data'), to: at('kept') }))).toContain('(ENOTDIR)');
    expect(await readFile(at('kept'), 'utf8')).toBe('kept');
  });

  test('a folder in which a process has begun to write meanwhile: what it wrote stays', async () => {
    await backUpData({ from: at('data'), to: at('backup') });
    const restoring = refused(restoreData({ from: at('backup'), to: at('live') }));
    while (!(await readdir(folder)).includes('live.partial')) await Promise.race([restoring, turn()]);
    await mkdir(at('live'));
    await writeFile(at('live/hub.db'), 'live');
    expect(await restoring).toContain('live cannot become this folder (ENOTEMPTY)');
    expect(await readdir(at('live'))).toEqual(['hub.db']);
  });

  test.each(['hub.db', 'log-of-elsewhere'])('a link, %s: what it leads to would be missing', async (name) => {
    await symlink(at('elsewhere'), at(`data/${name}`));
    expect(await refused(backUpData({ from: at('data'), to: at('backup') }))).toContain(
      `data/${name} is a link: back up the folder that it leads to`,
    );
  });

  test('a log that was not whole to begin with', async () => {
    await stopWriting();
    stopWriting = async () => {};
    const file = at('data/log/g1/2026-08.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replace('VSS-079', 'VSS-001'));
    expect(await refused(backUpData({ from: at('data'), to: at('backup') }))).toContain(
      'log log is not whole',
    );
  });
});

test('two commands never fill one folder: the later one is refused, and takes nothing from the earlier one', async () => {
  await backUpData({ from: at('data'), to: at('backup') });
  const restore = () => restoreData({ from: at('backup'), to: at('restored') });
  const [one, other] = await Promise.allSettled([restore(), restore()]);
  expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  expect([one, other].find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      message: expect.stringContaining('restored.partial is there already: another backup') as unknown,
    },
  });
  expect(await papersIn('restored')).toBeGreaterThan(0);
});
