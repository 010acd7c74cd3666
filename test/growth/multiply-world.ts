import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { birthRegistrations } from '../../subgraphs/justice/collections.ts';
import { written, shelfOf } from '../../subgraphs/kit/store/sqlite/table.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { claims, contributions, insuredPersons } from '../../subgraphs/vss/collections.ts';
import type { WorldAgency } from '../world/world-record.ts';
import { multiplyTable, type Table } from './multiply-table.ts';

/** Kilobytes of pages that are kept in memory: the indexes of ids, which are written to in no order, as far as they go. */
const cacheSize = 4_000_000;

/** Bytes of the file that is read in no order which are mapped into memory. */
const mappedSize = 8_000_000_000;

/** What the questions of this command read, by tables. */
const readTables: Readonly<Record<WorldAgency, Table>> = {
  health: [{ spec: medicalDocuments }],
  justice: [{ spec: birthRegistrations }],
  vss: [
    { spec: claims, number: { field: 'number', index: 'byNumber' } },
    { spec: contributions },
    { spec: insuredPersons },
  ],
  // Last, as it says that all of a world is there.
  population: [{ spec: citizens }],
};

/**
 * Makes the files of a world out of those of another, with each of its people so many times: what the questions of this command read is there for each of them,
 * the other collections and indexes are those of the other world. A world has no paper numbers for more than a million people.
 *
 * @param keepsBase whether the files of the other world stay; otherwise each goes as soon as it was read, as they may not all have room
 */
export async function multiplyWorld(
  basePathOf: (name: string) => string,
  pathOf: (name: string) => string,
  times: number,
  keepsBase: boolean,
): Promise<void> {
  await mkdir(dirname(pathOf('vss')), { recursive: true });
  for (const [agency, table] of Object.entries(readTables)) {
    await rm(pathOf(agency), { force: true });
    multiplyFile(basePathOf(agency), pathOf(agency), table, times);
    if (!keepsBase) await rm(basePathOf(agency));
  }
}

function multiplyFile(base: string, path: string, table: Table, times: number): void {
  const db = new DatabaseSync(path);
  db.prepare('ATTACH ? AS base').run(base);
  const pageSize = Number(db.prepare('PRAGMA base.page_size').get()?.['page_size']);
  db.exec(`PRAGMA main.page_size = ${pageSize}; PRAGMA main.cache_size = -${cacheSize}`);
  // What a fault leaves behind is no store and is thrown away.
  db.exec(
    `PRAGMA main.journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA base.mmap_size = ${mappedSize}; BEGIN`,
  );
  const made = db.prepare(`SELECT sql FROM base.sqlite_schema WHERE sql IS NOT NULL ORDER BY type`).all();
  for (const { sql } of made) db.exec(String(sql));
  copyTable(db, '"meta"');
  const multiplied = new Set(table.map(({ spec }) => written(spec.name, shelfOf(db, spec.name)).name));
  const tables = db.prepare(
    `SELECT name FROM base.sqlite_schema WHERE type = 'table' AND name <> 'meta' AND name NOT GLOB 'sqlite_*'`,
  );
  for (const name of tables.all().map((row) => `"${String(row['name'])}"`))
    if (!multiplied.has(name)) copyTable(db, name);
  multiplyTable(db, table, times);
  db.exec('COMMIT');
  db.close();
}

function copyTable(db: DatabaseSync, name: string): void {
  db.exec(`INSERT INTO main.${name} SELECT * FROM base.${name}`);
}
