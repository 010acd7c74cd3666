import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DisclosureEntry } from './disclosure-entry.ts';
import type { DisclosureLog } from './disclosure-log.ts';

/** Entries that wait for the write that is under way; they share the next one. */
interface Waiting {
  readonly line: string;
  readonly month: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A log of JSON lines in a folder, one file a month. Entries that arrive while a write is under way are written
 * together in the next one, so that waiting for the disk is shared.
 *
 * @throws Error when the folder cannot be made
 */
export async function openFileLog(folder: string): Promise<DisclosureLog> {
  await mkdir(folder, { recursive: true });
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const [month, entries] of Map.groupBy(batch, (entry) => entry.month)) {
        await write(join(folder, `disclosures-${month}.jsonl`), entries);
      }
    }
    writing = undefined;
  }

  return {
    append: (entry: DisclosureEntry) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ line: `${JSON.stringify(entry)}\n`, month: entry.at.slice(0, 7), resolve, reject });
        writing ??= writeAll();
      }),
    async close() {
      await writing;
    },
  };
}

async function write(path: string, entries: readonly Waiting[]): Promise<void> {
  try {
    const file = await open(path, 'a', 0o600);
    try {
      await file.appendFile(entries.map(({ line }) => line).join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
    for (const { resolve } of entries) resolve();
  } catch (error) {
    for (const { reject } of entries) reject(error);
  }
}
