import { fileURLToPath } from 'node:url';
import type { Store } from './port.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import { absentStore } from './data-format.ts';
import { NoSuchStoreError } from './store-errors.ts';

/** Which store is opened, and whether it may be a new one. */
interface StoreToOpen {
  readonly uri: string;
  /** For the commands beside a process: a store that no process has made is refused, for its name is mistyped. */
  readonly mustExist?: boolean;
}

/**
 * Opens the store that a URI names: `memory:`, `file:PATH` (SQLite) or `mongodb://…`, `mongodb+srv://…`.
 * Errors: StoreUnavailableError and StoreVersionError, one line each that says what to do.
 */
export async function openStore({ uri, mustExist = false }: StoreToOpen): Promise<Store> {
  if (uri === 'memory:' && mustExist) throw new NoSuchStoreError(absentStore('store in memory'));
  if (uri === 'memory:') return openSqliteStore(':memory:');
  if (uri.startsWith('file:')) return openSqliteStore(filePath(uri), mustExist);
  if (/^mongodb(\+srv)?:\/\//.test(uri)) {
    // The driver takes a good part of the start; only those who use it pay for it.
    const { openMongoStore } = await import('./mongo/mongo-store.ts');
    return openMongoStore(uri, mustExist);
  }
  // The scheme alone: a mistyped URI may hold a password.
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(uri)?.[0];
  throw new NoSuchStoreError(
    `store: ${scheme === undefined ? 'a URI without a scheme' : `"${scheme}"`} names no store; write memory:, file:PATH or mongodb://HOST:PORT/DATABASE`,
  );
}

function filePath(uri: string): string {
  try {
    const path = uri.startsWith('file://') ? fileURLToPath(uri) : uri.slice('file:'.length);
    if (path !== '' && !path.includes('\0')) return path;
  } catch {
    // A host or a broken escape in file://…: the same advice as for no path at all.
  }
  throw new NoSuchStoreError(
    'store: the file: URI has no usable path; write file:PATH, as file:data/health.db',
  );
}
