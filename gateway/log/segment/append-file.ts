import { constants, statSync, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
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

/** For how long after an answer the file system is believed to answer at once; milliseconds. */
const recently = 1_000;

/**
 * Opens a file for appending, for its owner alone.
 *
 * @param known how many bytes it has, as whoever read it knows; only where there are none may it be made
 * @throws Error when it is not there, or of another size
 */
export async function openAppendFile(path: string, known: number): Promise<AppendFile> {
  const file = await open(path, known === 0 ? durably | constants.O_CREAT : durably, 0o600);
  try {
    const opened = await file.stat();
    if (opened.size !== known) throw changedFile();
    // A new file is durable when its folder is.
    if (known === 0) await syncFolder(dirname(path));
    return appendTo(file, path, opened);
  } catch (error) {
    // One that nobody closes ends the process when its memory is freed.
    await file.close();
    throw error;
  }
}

/** @param opened what was known of the file when it was opened */
function appendTo(file: FileHandle, path: string, opened: Pick<Stats, 'ino' | 'size'>): AppendFile {
  let { size } = opened;
  let isTorn = false;
  let lookedAt = -Infinity;

  /** What was moved away, or written to by somebody else, is no longer the file that is known. */
  function compare(now: Pick<Stats, 'ino' | 'size'>): void {
    if (now.ino !== opened.ino || now.size < size || (now.size > size && !isTorn)) throw changedFile();
    lookedAt = performance.now();
  }

  /**
   * Looks before every write. Where the file system answered just now it is asked at once, since to have another thread look costs several
   * times the look. Elsewhere it may be away, and everything else would wait for it.
   */
  async function check(): Promise<void> {
    compare(performance.now() - lookedAt < recently ? statSync(path) : await stat(path));
  }

  async function takeBack(): Promise<void> {
    await file.truncate(size);
    await file.datasync();
    isTorn = false;
  }

  return {
    async append(text) {
      await check();
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
    check,
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
