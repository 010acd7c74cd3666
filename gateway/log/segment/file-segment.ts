import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { publicPart } from '../proof/public-part.ts';
import { openAppendFile, syncFolder, type AppendFile } from './append-file.ts';
import { readAhead, readLines } from './read-lines.ts';
import { lockSegment } from './segment-lock.ts';
import {
  firstLine,
  type ArchivableSegment,
  type KeptMonth,
  type Place,
  type SegmentWriter,
  type Spot,
} from './segment.ts';

const fileForm = /^\d{4}-\d{2}\.(jsonl|heads)$/;
const endings = { entries: 'jsonl', heads: 'heads' } as const;

/**
 * A segment in a folder that has the name of its gateway: `YYYY-MM.jsonl` with the entries of a month, `YYYY-MM.heads`
 * with its signed heads, `jwks.json` with the public keys. A month is archived by taking its `.jsonl` away.
 */
export function fileSegment(log: string, gateway: string): ArchivableSegment {
  const folder = join(log, gateway);
  const pathOf = pathsIn(folder);
  return {
    gateway,
    months: async () => keptMonths(await readdir(folder)),
    entries: (month, from) => readLines(pathOf(month, 'entries'), from),
    entry: (month, at) => firstLine(readLines(pathOf(month, 'entries'), at, readAhead.forOne)),
    heads: (month, from) => readLinesIfThere(pathOf(month, 'heads'), from),
    keys: () => readKeys(join(folder, 'jwks.json')),
    async erase(month) {
      await rm(pathOf(month, 'entries'), { force: true });
      await syncFolder(folder);
    },
    place: (month, kind, number) => `${join(gateway, `${month}.${endings[kind]}`)} line ${number}`,
  };
}

/** The gateways that have a segment in a log's folder. */
export async function fileSegments(log: string): Promise<readonly ArchivableSegment[]> {
  const folders = (await readdir(log, { withFileTypes: true })).filter((each) => each.isDirectory());
  return folders
    .map(({ name }) => fileSegment(log, name))
    .toSorted((a, b) => (a.gateway < b.gateway ? -1 : 1));
}

/**
 * Opens a segment for writing, or makes it. No other process can until it is closed.
 *
 * @throws Error when its folder cannot be made, or another process writes there
 */
export async function openFileSegment(log: string, gateway: string): Promise<SegmentWriter> {
  const folder = join(log, gateway);
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await syncFolder(dirname(made));
  await syncFolder(log);
  const unlock = await lockSegment(folder);
  const reader = fileSegment(log, gateway);
  const pathOf = pathsIn(folder);
  const entries = createAppender((month) => pathOf(month, 'entries'));
  const heads = createAppender((month) => pathOf(month, 'heads'));
  return {
    ...reader,
    write: (month, _number, lines) => entries.append(month, lines),
    writeHead: (month, _size, head) => heads.append(month, [head]),
    // The lock keeps others from the month before.
    beginMonth: async (month) => void (await entries.goOn(month, 0)),
    // Its file is there, and so it is the newest.
    monthAfter: async () => undefined,
    frontier: () => readIfThere(join(folder, 'frontier')),
    async keepFrontier(frontier) {
      await writeFile(join(folder, 'frontier.new'), frontier, { mode: 0o600, flush: true });
      await rename(join(folder, 'frontier.new'), join(folder, 'frontier'));
    },
    // The lock keeps all others out.
    claim: async () => {},
    confirm: async () => {},
    leave() {},
    release: async () => {},
    async goOn(month, read) {
      await entries.goOn(month, read.entries.offset);
      await heads.goOn(month, read.heads.offset);
    },
    async probe() {
      await entries.check();
      await heads.check();
      await writeFile(join(folder, 'probe'), '.', { flush: true });
    },
    // Where another process writes this one does not: it is never read on.
    settle: async () => {},
    async repair(month, read) {
      await cutTorn(pathOf(month, 'entries'), read.entries);
      await cutTorn(pathOf(month, 'heads'), read.heads);
    },
    async publishKey(key) {
      const { keys } = await reader.keys();
      if (keys.some(({ kid }) => kid === key.kid)) return;
      const next = JSON.stringify({ keys: [...keys, publicPart(key)] });
      await writeFile(join(folder, 'jwks.json.new'), `${next}\n`, { flush: true });
      await rename(join(folder, 'jwks.json.new'), join(folder, 'jwks.json'));
      await syncFolder(folder);
    },
    async close() {
      await entries.close();
      await heads.close();
      await unlock();
    },
  };
}

function pathsIn(folder: string) {
  return (month: string, kind: keyof typeof endings) => join(folder, `${month}.${endings[kind]}`);
}

/** Appends lines to the file of a month; one is open at a time. */
function createAppender(pathOf: (month: string) => string) {
  let current: { readonly month: string; readonly file: AppendFile } | undefined;
  async function turnTo(next: typeof current): Promise<void> {
    const before = current;
    current = next;
    await before?.file.close();
  }
  async function goOn(month: string, known: number): Promise<AppendFile> {
    const file = await openAppendFile(pathOf(month), known);
    await turnTo({ month, file });
    return file;
  }
  return {
    goOn,
    async append(month: string, lines: readonly string[]): Promise<Spot> {
      // The newest month is open since it was read: one that is not is new, and nothing is in it.
      const file = current?.month === month ? current.file : await goOn(month, 0);
      const size = await file.append(`${lines.join('\n')}\n`);
      return { group: 0, offset: size - 1 - Buffer.byteLength(lines.at(-1) ?? '') };
    },
    check: async () => current?.file.check(),
    close: () => turnTo(undefined),
  };
}

function keptMonths(files: readonly string[]): readonly KeptMonth[] {
  const found = files.filter((file) => fileForm.test(file)).toSorted();
  const months = new Set(found.map((file) => file.slice(0, 'YYYY-MM'.length)));
  return Array.from(months, (month) => ({
    month,
    hasEntries: found.includes(`${month}.${endings.entries}`),
  }));
}

async function* readLinesIfThere(path: string, from?: Place): ReturnType<typeof readLines> {
  try {
    yield* readLines(path, from);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function readKeys(path: string): Promise<JSONWebKeySet> {
  const text = await readIfThere(path);
  if (text === undefined) return { keys: [] };
  try {
    return JSON.parse(text) as JSONWebKeySet;
  } catch (error) {
    throw new Error(`${path} holds no JSON Web Key Set.`, { cause: error });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Of a line that was being written when the process or the machine ended, nobody was told that it is durable. */
async function cutTorn(path: string, from: Place): Promise<void> {
  let whole = from.offset;
  for await (const { bytes, isWhole } of readLinesIfThere(path, from)) {
    if (isWhole) {
      whole += bytes.length + 1;
      continue;
    }
    await writeFile(`${path}.torn-${whole}`, bytes, { mode: 0o600, flush: true });
    await cut(path, whole, whole + bytes.length);
  }
}

/** @throws Error when there is more in the file than what was kept aside */
async function cut(path: string, size: number, expected: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    if ((await file.stat()).size !== expected) throw new Error(`${path} ends in something that is no line.`);
    await file.truncate(size);
    await file.datasync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
