import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { checkSqlite } from './backup.ts';
import { FILE_FORMAT } from '../data-format.ts';
import { openSqlite } from './open-file.ts';
import { firstRow } from './rows.ts';
import { explainSqliteError } from './errors.ts';
import { metaOf, noteMeta } from './open-file.ts';
import { makeTable, shelfOf, written, type Shelved } from './table.ts';
import { StoreUnavailableError } from '../store-errors.ts';

/** Kilobytes of pages in memory meanwhile: ids come in no order. */
const cacheSize = 1_000_000;

/** A collection, and by what its documents lie together. */
interface KeptCollection {
  readonly name: string;
  readonly owner: string | undefined;
  readonly shelved: Shelved | undefined;
}

/** What a new file holds. */
interface Rebuilt {
  readonly documents: number;
  readonly together: readonly string[];
}

/**
 * Writes a store of a file anew into another, as a new one would be: with the pages of today, and the documents of each owner together.
 * The store that it is made of keeps its documents as they are. No process may have it open.
 *
 * @param timeout milliseconds to wait for a process that lets go of it
 * @returns how many documents it has, and which collections keep those of an owner together: as a program told that had it open
 * @throws StoreUnavailableError, StoreVersionError; then there is no new file
 */
export function rebuildSqlite(from: string, to: string, timeout = 5_000): Rebuilt {
  refuseTaken(to);
  const partial = `${to}.partial`;
  claim(partial);
  try {
    // Says what is wrong with a file that is not ours.
    openSqlite(from, true).close();
    // Makes the file as every store is made, with its pages.
    openSqlite(partial).close();
    return alone(from, partial, timeout, (db) => {
      const rebuilt = copy(db);
      checkSqlite(partial);
      toDisk(partial);
      refuseTaken(to);
      renameSync(partial, to);
      return rebuilt;
    });
  } catch (error) {
    throw explainSqliteError(error, `store ${from}`);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** A journal that another file left under a name would be played into the new one, over its documents. */
function refuseTaken(to: string): void {
  const taken = [to, `${to}-wal`, `${to}-journal`].find((path) => existsSync(path));
  if (taken !== undefined) throw new StoreUnavailableError(`${taken} is there already; name a new file`);
}

/** What is written under this name is this command's alone: what another one writes, or somebody keeps, is not touched. */
function claim(partial: string): void {
  try {
    closeSync(openSync(partial, 'wx', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new StoreUnavailableError(
      code === 'EEXIST'
        ? `${partial} is there already: another command writes it, or one was cut short; remove it when none runs`
        : `${partial} cannot be made (${code}); name a folder that may be written`,
      { cause: error },
    );
  }
}

/** Lets nobody open the store until all is done: what they wrote would be lost. Refused while a process has it open. */
function alone<R>(from: string, to: string, timeout: number, act: (db: DatabaseSync) => R): R {
  const db = new DatabaseSync(to, { timeout });
  try {
    // What a fault leaves behind is thrown away, so nothing has to be safe before the end.
    db.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${cacheSize}`);
    db.prepare('ATTACH ? AS before').run(from);
    db.exec('PRAGMA before.locking_mode = EXCLUSIVE; PRAGMA before.journal_mode = DELETE');
    return act(db);
  } finally {
    db.close();
  }
}

function copy(db: DatabaseSync): Rebuilt {
  db.exec('BEGIN; DELETE FROM main.meta; INSERT INTO main.meta SELECT * FROM before.meta');
  noteMeta(db, 'format', String(FILE_FORMAT));
  const collections = collectionsBefore(db);
  const documents = copyCollections(db, collections);
  db.exec('COMMIT');
  return {
    documents,
    together: collections.filter(({ owner }) => owner !== undefined).map(({ name }) => name),
  };
}

function collectionsBefore(db: DatabaseSync): readonly KeptCollection[] {
  return db
    .prepare(
      `SELECT name FROM before.sqlite_schema
      WHERE type IN ('table', 'view') AND name <> 'meta' AND instr(name, ':') = 0 AND name NOT GLOB 'sqlite_*' ORDER BY name`,
    )
    .all()
    .map((row) => String(row['name']))
    .map((name) => ({ name, owner: metaOf(db, `owner:${name}`), shelved: shelfOf(db, name) }));
}

/** @returns how many documents */
function copyCollections(db: DatabaseSync, collections: readonly KeptCollection[]): number {
  db.exec(
    'CREATE TEMP TABLE moved (collection TEXT, old INTEGER, row INTEGER NOT NULL, PRIMARY KEY (collection, old)) WITHOUT ROWID',
  );
  for (const collection of collections) {
    makeTable(db, collection.name, collection);
    chooseRows(db, collection);
  }
  // What shares a table is written in one go, in the order of the rows: so pages become full.
  for (const [into, together] of Map.groupBy(collections, (one) => written(one.name, one.shelved).into))
    db.exec(`INSERT INTO ${into} ${together.map(movedRows).join(' UNION ALL ')} ORDER BY 1`);
  return collections.reduce((sum, { name }) => {
    for (const index of indexTables(db, name)) copyIndex(db, name, index);
    return sum + countedAlike(db, name);
  }, 0);
}

/** Where an owner is no text, as programs without one may have written it, its documents lie elsewhere: nothing is promised of them then. */
function chooseRows(db: DatabaseSync, { name, owner, shelved }: KeptCollection): void {
  if (owner === undefined) {
    db.prepare(`INSERT INTO moved SELECT ?, row, row FROM before."${name}"`).run(name);
    return;
  }
  const { slot } = written(name, shelved);
  let areTexts = true;
  db.function('first_row', (type, value, id) => {
    areTexts &&= type === null || type === 'null' || type === 'text';
    return firstRow(String(type === 'text' ? value : id), slot);
  });
  db.prepare(
    `INSERT INTO moved SELECT ?, row, first + row_number() OVER (PARTITION BY first ORDER BY row) - 1
    FROM (SELECT row, first_row(json_type(body, '$.${owner}'), body ->> '$.${owner}', id) AS first FROM before."${name}")`,
  ).run(name);
  if (!areTexts) db.prepare('DELETE FROM meta WHERE name = ?').run(`placed:${name}`);
}

function movedRows({ name, shelved }: KeptCollection): string {
  const { more } = written(name, shelved);
  return `SELECT moved.row, old.id, old.body${more} FROM before."${name}" AS old JOIN moved ON moved.collection = '${name}' AND moved.old = old.row`;
}

function copyIndex(db: DatabaseSync, collection: string, { name, sql }: IndexTable): void {
  db.exec(sql);
  db.exec(
    `INSERT INTO main."${name}" SELECT old.key, moved.row FROM before."${name}" AS old
    JOIN moved ON moved.collection = '${collection}' AND moved.old = old.row ORDER BY old.key`,
  );
  countedAlike(db, name);
}

/** @throws StoreUnavailableError where the new file has not all that the old one has */
function countedAlike(db: DatabaseSync, table: string): number {
  const [rows, before] = ['main', 'before'].map((schema) =>
    Number(db.prepare(`SELECT count(*) AS rows FROM ${schema}."${table}"`).get()?.['rows']),
  );
  if (rows === undefined || rows !== before)
    throw new StoreUnavailableError(`"${table}" has rows of no document; restore a backup`);
  return rows;
}

interface IndexTable {
  readonly name: string;
  readonly sql: string;
}

function indexTables(db: DatabaseSync, collection: string): readonly IndexTable[] {
  return db
    .prepare(
      `SELECT name, sql FROM before.sqlite_schema WHERE type = 'table' AND name GLOB ? || ':*' ORDER BY name`,
    )
    .all(collection)
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
}

function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
