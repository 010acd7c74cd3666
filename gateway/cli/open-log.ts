import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DisclosureLog } from '../log/disclosure-log.ts';
import { openFileLog } from '../log/file-log.ts';
import { memoryLog } from '../log/memory-log.ts';
import { developmentLogKey, readLogKey } from './log-key-file.ts';
import { UsageError } from './usage-error.ts';

/** Where the disclosure log is kept. */
export interface LogOptions {
  /** Folder of the log; in memory if undefined. */
  readonly folder: string | undefined;
  /** File with the private key of the log; if undefined, one for development is kept beside the log. */
  readonly keyFile: string | undefined;
  /** Name of this gateway in the log; the machine's name if undefined. */
  readonly gateway: string | undefined;
}

/** Also the name of a folder, and of a member in each line: nothing in it means anything there. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * Opens the disclosure log of this gateway.
 *
 * @param tell is given a line about everything that the operator should know
 * @throws UsageError
 */
export async function openLog(
  { folder, keyFile, gateway = hostname() }: LogOptions,
  tell: (line: string) => void,
): Promise<DisclosureLog> {
  if (folder === undefined) return memoryLog();
  if (!nameForm.test(gateway)) {
    throw new UsageError('--gateway-name must be letters, digits, ".", "_" or "-", 63 at most.');
  }
  try {
    const key =
      keyFile === undefined
        ? await developmentLogKey(join(folder, gateway, 'log-key.json'))
        : await readLogKey(keyFile);
    return await openFileLog({ folder, gateway, key, tell });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : 'it cannot be opened';
    throw new UsageError(`--log ${folder}: ${reason}`);
  }
}
