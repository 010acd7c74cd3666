import { constants, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file to which one process appends. */
export interface AppendFile {
  /**
   * Appends a text; resolves when it is durable. When it rejects, nothing of the text is in the file, or it is taken
   * away before anything else is written.
   *
   * @returns how many bytes the file has then
   */
  append(text: string): Promise<number>;
  /** @throws Error when it is no longer the file that was opened */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A write is done when its bytes are durable: one task for the system, where a write and then a sync are two. */
const durably = constants.O_WRONLY | constants.O_APPEND | constants.O_DSYNC;

/**
 * Opens a file for appending, for its owner alone.
 *
 * @param known how many bytes it has, as whoever read it knows; only where there are none may it be made
 * @throws Error when it is not there, or of another size
 */
export async function openAppendFile(path: string, known: number): Promise<AppendFile> {
  const file = await open(path, known === 0 ? durably | constants.O_CREAT : durably, 0o600);
  const opened = await file.stat();
  if (opened.size !== known) {
    await file.close();
    throw changedFile();
  }
  let size = known;
  let isTorn = false;
  // A new file is durable when its folder is.
  if (size === 0) await syncFolder(dirname(path));

  /**
   * What was moved away, or written to by somebody else, is no longer the file that is known. It is looked at before every
   * write, and at once: to have another thread look costs several times the look.
   */
  function checkUnchanged(): void {
    const now = statSync(path);
    if (now.ino !== opened.ino || now.size < size || (now.size > size && !isTorn)) {
      throw changedFile();
    }
  }

  async function takeBack(): Promise<void> {
    await file.truncate(size);
    await file.datasync();
    isTorn = false;
  }

  return {
    async append(text) {
      checkUnchanged();
      if (isTorn) await takeBack();
      const bytes = Buffer.from(text);
      try {
        await file.appendFile(bytes);
      } catch (error) {
        isTorn = true;
        await takeBack().catch(() => undefined);
        throw error;
      }
      size += bytes.length;
      return size;
    },
    check: async () => checkUnchanged(),
    close: () => file.close(),
  };
}

function changedFile(): Error {
  return new Error('The file was moved, or something else writes to it.');
}

/** Makes what was created in, or taken from, a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
