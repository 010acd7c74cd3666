import { StoreError, StoreUnavailableError, StoreVersionError } from '../store-errors.ts';

/** What to do about SQLite's primary result codes (https://sqlite.org/rescode.html). */
const ADVICE: Readonly<Record<number, string>> = {
  5: 'another process holds the database file; stop it or give this one a file of its own',
  6: 'another process holds the database file; stop it or give this one a file of its own',
  8: 'the database file cannot be written; check the owner and mode of the file and its folder',
  10: 'the disk failed to read or write the database file; check the disk',
  11: 'the database file is damaged; restore it from a backup',
  13: 'the disk is full; make room',
  14: 'the database file cannot be opened; check that the folder exists and may be written',
};
const NOT_A_DATABASE = 26;

/** Turns an error of SQLite into one line that says what to do; other errors stay as they are. */
export function explainSqliteError(error: unknown, where = 'store'): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 255 : undefined;
  if (code === NOT_A_DATABASE) {
    return new StoreVersionError(`${where}: the file is not a SQLite database; name another file`);
  }
  if (code !== undefined) {
    const advice = ADVICE[code] ?? `SQLite refused with code ${code}`;
    return new StoreUnavailableError(`${where}: ${advice}`, { cause: error });
  }
  if ('code' in error && error.code === 'ERR_INVALID_STATE') {
    return new StoreUnavailableError(`${where}: the store is closed`);
  }
  return error;
}
