import { constants, copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backUpSqlite } from '../../subgraphs/kit/store/sqlite/backup.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { checkData } from './check-data.ts';
import { findDataFiles } from './find-files.ts';
import { describeFiles, manifestName, readCheckedManifest } from './manifest.ts';

/** From where to where. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
}

const newline = 0x0a;

/**
 * Backs up a data folder while its processes run: each store as it is at one moment, each log up to its last whole entry.
 * Stores come first, so that whatever they tell has its entry in the copied log.
 *
 * @returns what was done, in one line
 * @throws UsageError, StoreError
 */
export async function backUpData({ from, to }: CopyOptions): Promise<string> {
  const { stores, logFiles } = await findDataFiles(from).catch((error: unknown) => {
    throw cannotRead(from, error);
  });
  const files = [...stores, ...logFiles];
  if (files.length === 0) throw new UsageError(`--from ${from} holds no store and no log.`);
  return inNewFolder(to, async (folder) => {
    for (const file of stores) await backUpSqlite(join(from, file), await place(folder, file));
    for (const file of logFiles) await copyWholeLines(join(from, file), await place(folder, file));
    const checked = await checkData(folder, { stores, logFiles });
    const manifest = await describeFiles(folder, files, Temporal.Now.instant().toString());
    await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return `Backed up to ${to}: ${checked}.`;
  });
}

/**
 * Puts a backup into a folder that is new, and proves it whole before and after.
 *
 * @returns what was done, in one line
 * @throws UsageError, StoreError
 */
export async function restoreData({ from, to }: CopyOptions): Promise<string> {
  const { files, madeAt } = await readCheckedManifest(from);
  return inNewFolder(to, async (folder) => {
    for (const file of Object.keys(files)) await copyFile(join(from, file), await place(folder, file));
    const checked = await checkData(folder, await findDataFiles(folder));
    return `Restored to ${to} as of ${madeAt}: ${checked}.`;
  });
}

/**
 * Whatever fails leaves nothing behind that looks whole: the folder gets its name at the end, and never that of something that is there.
 * What fills it is one command alone.
 */
async function inNewFolder(to: string, fill: (folder: string) => Promise<string>): Promise<string> {
  const held = await readdir(to).catch(() => []);
  if (held.length > 0) throw new UsageError(`--to ${to} is not empty: give a folder that is not there yet.`);
  const partial = `${to.replace(/\/+$/, '')}.partial`;
  await mkdir(dirname(partial), { recursive: true, mode: 0o700 });
  await mkdir(partial, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new UsageError(
      `${partial} is there already: another backup or restore fills it, or one was cut short; remove it when none runs.`,
    );
  });
  try {
    const told = await fill(partial);
    await rename(partial, to).catch((error: unknown) => {
      throw new UsageError(
        `--to ${to} cannot become this folder (${codeOf(error)}): give one that is not there yet.`,
      );
    });
    return told;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function place(folder: string, file: string): Promise<string> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

/** A line that is being written is left out: its answer has not left yet. */
async function copyWholeLines(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  if (!/\.(jsonl|heads)$/.test(to)) return;
  const file = await open(to, 'r+');
  try {
    const { size } = await file.stat();
    const one = Buffer.alloc(1);
    let end = size;
    while (end > 0 && (await file.read(one, 0, 1, end - 1)) && one[0] !== newline) end -= 1;
    await file.truncate(end);
  } finally {
    await file.close();
  }
}

function cannotRead(folder: string, error: unknown): unknown {
  if (error instanceof UsageError) return error;
  const code = codeOf(error);
  return new UsageError(
    `--from ${folder} cannot be read: ${code === 'ENOENT' ? 'there is no such folder' : code}.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
