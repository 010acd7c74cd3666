import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { checkSqlite } from './backup-sqlite.ts';
import { openSqlite } from './open-sqlite.ts';
import { firstRow } from './rows-together.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import { StoreUnavailableError } from './store-errors.ts';

/** Kilobytes of pages in memory meanwhile: ids come in no order. */
const cacheSize = 1_000_000;

/** A table of documents, and the field of their owner. */
interface DocumentTable {
  readonly name: string;
  readonly owner: string | undefined;
}

/** What a new file holds. */
interface Rebuilt {
  readonly documents: number;
  readonly together: readonly string[];
}

/**
 * Writes a store of a file anew into another, as a new one would be: with the pages of today, and the documents of each owner together.
 * The store that it is made of stays as it is. No process may have it open.
 *
 * @param timeout milliseconds to wait for a process that lets go of it
 * @returns how many documents it has, and which collections keep those of an owner together: as a program told that had it open
 * @throws StoreUnavailableError, StoreVersionError; then there is no new file
 */
export function rebuildSqlite(from: string, to: string, timeout = 5_000): Rebuilt {
  if (existsSync(to)) throw new StoreUnavailableError(`store ${to} is there already; name a new file`);
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  try {
    // Says what is wrong with a file that is not ours.
    openSqlite(from, true).close();
    const rebuilt = copy(from, partial, timeout);
    checkSqlite(partial);
    toDisk(partial);
    renameSync(partial, to);
    return rebuilt;
  } catch (error) {
    throw explainSqliteError(error, `store ${from}`);
  } finally {
    rmSync(partial, { force: true });
  }
}

function copy(from: string, to: string, timeout: number): Rebuilt {
  // Makes the file as every store is made, with its pages.
  openSqlite(to).close();
  const db = new DatabaseSync(to, { timeout });
  try {
    db.function('first_row', { deterministic: true }, (owner) => firstRow(String(owner)));
    // What a fault leaves behind is thrown away, so nothing has to be safe before the end.
    db.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${cacheSize}`);
    db.prepare('ATTACH ? AS before').run(from);
    // Refused while a process has the file open, and refuses one that opens it: what it wrote would be lost.
    db.exec('PRAGMA before.journal_mode = DELETE; BEGIN');
    db.exec('DELETE FROM main.meta; INSERT INTO main.meta SELECT * FROM before.meta');
    const tables = documentTables(db);
    const counts = tables.map((table) => copyTable(db, table));
    db.exec('COMMIT');
    return {
      documents: counts.reduce((sum, count) => sum + count, 0),
      together: tables.filter(({ owner }) => owner !== undefined).map(({ name }) => name),
    };
  } finally {
    db.close();
  }
}

function documentTables(db: DatabaseSync): readonly DocumentTable[] {
  const owners = `SELECT t.name, m.value AS owner FROM before.sqlite_schema AS t LEFT JOIN before.meta AS m ON m.name = 'owner:' || t.name
    WHERE t.type = 'table' AND t.name <> 'meta' AND instr(t.name, ':') = 0 AND t.name NOT GLOB 'sqlite_*'`;
  return db
    .prepare(owners)
    .all()
    .map(({ name, owner }) => ({ name: String(name), owner: owner === null ? undefined : String(owner) }));
}

function copyTable(db: DatabaseSync, { name, owner }: DocumentTable): number {
  const rows =
    owner === undefined
      ? `SELECT row, row FROM before."${name}"`
      : `SELECT row, first + row_number() OVER (PARTITION BY first ORDER BY row) - 1
        FROM (SELECT row, first_row(iif(json_type(body, '$.${owner}') = 'text', body ->> '$.${owner}', id)) AS first FROM before."${name}")`;
  db.exec(
    `CREATE TEMP TABLE moved (old INTEGER PRIMARY KEY, row INTEGER NOT NULL); INSERT INTO moved ${rows}`,
  );
  for (const { name: table, sql } of tablesOf(db, name)) {
    db.exec(sql);
    const order = table === name ? 'moved.row' : 'old.key';
    const columns = table === name ? 'moved.row, old.id, old.body' : 'old.key, moved.row';
    db.exec(
      `INSERT INTO main."${table}" SELECT ${columns} FROM before."${table}" AS old JOIN moved ON moved.old = old.row ORDER BY ${order}`,
    );
    const count = (schema: string) =>
      db.prepare(`SELECT count(*) AS rows FROM ${schema}."${table}"`).get()?.['rows'];
    if (count('main') !== count('before'))
      throw new StoreUnavailableError(`"${table}" has rows of no document; restore a backup`);
  }
  db.exec('DROP TABLE moved');
  return Number(db.prepare(`SELECT count(*) AS documents FROM main."${name}"`).get()?.['documents']);
}

/** The table of the documents, then those of its indexes. */
function tablesOf(
  db: DatabaseSync,
  name: string,
): readonly { readonly name: string; readonly sql: string }[] {
  return db
    .prepare(
      `SELECT name, sql FROM before.sqlite_schema WHERE type = 'table' AND (name = ?1 OR name GLOB ?1 || ':*') ORDER BY name`,
    )
    .all(name)
    .map((table) => ({ name: String(table['name']), sql: String(table['sql']) }));
}

function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
