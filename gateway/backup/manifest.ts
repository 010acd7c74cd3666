import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** What a backup holds. */
export interface Manifest {
  readonly format: 1;
  /** ISO 8601. */
  readonly madeAt: string;
  /** By the path within the backup: the SHA-256 of the file, in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>;
}

/** Name of the manifest in a backup. */
export const manifestName = 'backup.json';

/** Says what lies in a folder. */
export async function describeFiles(
  folder: string,
  files: readonly string[],
  madeAt: string,
): Promise<Manifest> {
  const digests = await Promise.all(
    files.map(async (file) => [file, await digestOf(join(folder, file))] as const),
  );
  return { format: 1, madeAt, files: Object.fromEntries(digests) };
}

/**
 * Reads what a backup should hold and looks whether it does.
 *
 * @throws UsageError that names the first file that is missing or another
 */
export async function readCheckedManifest(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const [file, digest] of Object.entries(manifest.files)) {
    const found = await digestOf(join(folder, file)).catch(() => undefined);
    if (found !== digest) {
      throw new UsageError(
        `--from ${folder}: ${file} is ${found === undefined ? 'missing' : 'not what was backed up'}; take another backup.`,
      );
    }
  }
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    const content = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest;
    if (content.format === 1 && Object.keys(content.files).every(isWithin)) return content;
  } catch {
    // Told below.
  }
  throw new UsageError(`--from ${folder} is no backup: it has no ${manifestName} that can be read.`);
}

/** A backup may come from anywhere: no path of it leads out of its folder. */
function isWithin(file: string): boolean {
  return !isAbsolute(file) && !file.split('/').includes('..');
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
