import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { absentStore, FILE_FORMAT, formatMismatch } from '../data-format.ts';
import { explainSqliteError } from './errors.ts';
import { NoSuchStoreError, StoreUnavailableError, StoreVersionError } from '../store-errors.ts';

/**
 * Bytes of a page, which is what is read from disk at once. Of the usual 4 KiB two papers leave a third empty, and the upper levels of
 * the trees are four times as many; larger ones make each write dearer (0165).
 */
const pageSize = 8_192;

/** Bytes of the journal of writes before it is copied into the file. */
const walSize = 32 * 2 ** 20;

/**
 * Opens a database file (or `:memory:`), making it and its folder when missing unless it must exist, and checks that it
 * is ours.
 * Errors: StoreUnavailableError, StoreVersionError.
 */
export function openSqlite(location: string, mustExist = false): DatabaseSync {
  const where = location === ':memory:' ? 'store in memory' : `store ${resolve(location)}`;
  if (mustExist && !existsSync(location)) throw new NoSuchStoreError(absentStore(where));
  if (location !== ':memory:') makeFolderOf(resolve(location), where);
  let db: DatabaseSync | undefined;
  try {
    if (location !== ':memory:') makeForOwner(location);
    db = new DatabaseSync(location, {
      timeout: 5000,
      enableForeignKeyConstraints: false,
    });
    // A file that exists keeps the size of its pages.
    db.exec(`PRAGMA page_size = ${pageSize}`);
    // Looked at and made in one: nobody makes it another's in between, and a file of somebody else stays as it is.
    db.exec('BEGIN IMMEDIATE');
    checkFormat(db, where, mustExist);
    db.exec(
      `CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      INSERT OR IGNORE INTO meta VALUES ('format', '${FILE_FORMAT}');
      COMMIT`,
    );
    // FULL makes each commit wait for the disk: what is acknowledged survives a power cut.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
    // A longer log before it is copied into the file: half the time of a bulk load goes there.
    db.exec(`PRAGMA wal_autocheckpoint = ${walSize / pageSize}`);
    // Not mapped into memory: of a file that is mapped the system reads far around each place that is asked for.
    db.exec('PRAGMA temp_store = MEMORY');
    return db;
  } catch (error) {
    db?.close();
    throw explainSqliteError(error, where);
  }
}

function makeFolderOf(path: string, where: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StoreUnavailableError(
      `${where}: its folder cannot be made${reason}; name a folder that may be written`,
      {
        cause: error,
      },
    );
  }
}

/** Whatever the machine's habit is, a store holds people's data: what SQLite makes beside it has the mode of the file. */
function makeForOwner(location: string): void {
  if (!existsSync(location)) closeSync(openSync(location, 'a', 0o600));
}

/** Not the `recursive` of mkdir: Node loops for ever with it where a file system refuses as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function checkFormat(db: DatabaseSync, where: string, mustExist: boolean): void {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (tables.length === 0 && mustExist) throw new NoSuchStoreError(absentStore(where));
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === 'meta')) throw new StoreVersionError(foreignDatabase(where));
  const row = db.prepare("SELECT value FROM meta WHERE name = 'format'").get();
  if (row === undefined) throw new StoreVersionError(foreignDatabase(where));
  const mismatch = formatMismatch(row['value'], FILE_FORMAT);
  if (mismatch !== undefined) throw new StoreVersionError(`${where}: ${mismatch}`);
}

function foreignDatabase(where: string): string {
  return `${where}: the file is the database of another program; name another file`;
}

/** What a file says of itself under a name: its format, and of each collection its owner, shelf and indexes. */
export function metaOf(db: DatabaseSync, name: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name);
  return row && String(row['value']);
}

export function noteMeta(db: DatabaseSync, name: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value);
}
