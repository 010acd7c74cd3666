import { backup, DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../store-errors.ts';

/** In one step, over one snapshot: a copy made page by page begins anew with each write of another process. */
const everyPage = 2 ** 31 - 1;

/**
 * Copies the store in a file while processes read and write it: what the copy holds is what was acknowledged at one
 * moment. The copy is one file that needs no other.
 *
 * @throws StoreUnavailableError
 */
export async function backUpSqlite(from: string, to: string): Promise<void> {
  const source = open(from, { readOnly: true });
  try {
    await backup(source, to, { rate: everyPage });
  } catch (error) {
    throw new StoreUnavailableError(`store ${from} cannot be copied (${codeOf(error)}); try again`, {
      cause: error,
    });
  } finally {
    source.close();
  }
  const copy = open(to, {});
  // The journal of the original is not that of the copy.
  copy.exec('PRAGMA journal_mode = DELETE');
  copy.close();
}

/**
 * Reads a store that nobody has open from end to end.
 *
 * @throws StoreUnavailableError where it is not whole
 */
export function checkSqlite(path: string): void {
  const db = open(path, { readOnly: true });
  try {
    const [row] = db.prepare('PRAGMA integrity_check(1)').all();
    if (row?.['integrity_check'] === 'ok') return;
  } catch (error) {
    throw new StoreUnavailableError(`store ${path} is not whole (${codeOf(error)}); take another backup`, {
      cause: error,
    });
  } finally {
    db.close();
  }
  throw new StoreUnavailableError(`store ${path} is not whole; take another backup`);
}

function open(path: string, options: { readonly readOnly?: boolean }): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 5_000, ...options });
  } catch (error) {
    throw new StoreUnavailableError(`store ${path} cannot be opened (${codeOf(error)})`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'errstr' in error ? String(error.errstr) : 'unknown';
}
