import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** The files of a data folder that a backup holds, by paths within it. */
export interface DataFiles {
  readonly stores: readonly string[];
  /** Of each segment of a log, in the order in which they must be read. */
  readonly logFiles: readonly string[];
}

const month = /^\d{4}-\d{2}\.(jsonl|heads)$/;
const besideMonths: ReadonlySet<string> = new Set(['jwks.json', 'log-key.json']);

/**
 * Looks for stores and segments of logs in a data folder.
 *
 * @throws UsageError where a link leads to data elsewhere: it would be missing, and nobody told
 */
export async function findDataFiles(folder: string): Promise<DataFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link) {
    throw new UsageError(
      `${join(link.parentPath, link.name)} is a link: back up the folder that it leads to, and keep it beside ${folder}.`,
    );
  }
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
  const segments = new Set(files.filter((file) => month.test(nameOf(file))).map((file) => dirname(file)));
  const inSegment = files.filter((file) => segments.has(dirname(file)));
  return {
    // The index of a log is made of it, and made again where it is missing.
    stores: files.filter((file) => file.endsWith('.db') && !segments.has(dirname(file))),
    logFiles: inSegment
      .filter((file) => month.test(nameOf(file)) || besideMonths.has(nameOf(file)))
      .toSorted((a, b) => rank(a) - rank(b)),
  };
}

/** Heads before keys before entries: whatever a copied head speaks of is copied after it. */
function rank(file: string): number {
  if (file.endsWith('.heads')) return 0;
  return file.endsWith('.jsonl') ? 2 : 1;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
