import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Stored } from './port.ts';

/** Rows that one owner has: more than the documents of anybody. All rows together stay exact as numbers (below 2 ** 53). */
const rowsOfOwner = 2 ** 20;

/** Chooses the row of a document that is about to be inserted; null leaves the choice to SQLite, which takes the next one. */
export type RowChooser = (doc: Stored) => number | null;

/**
 * Chooses rows so that the documents of one owner follow each other in the file: a page of them is read from one or two places of the
 * disk, in whatever order they came. Where the documents have no owner, and where an owner's rows are used up, SQLite chooses.
 * Nothing depends on it: a row of any number is found, by its id and by every index.
 */
export function rowChooser(db: DatabaseSync, { name, owner }: CollectionSpec<Stored>): RowChooser {
  if (owner === undefined) return () => null;
  const last = db.prepare(`SELECT max(row) AS row FROM "${name}" WHERE row >= ? AND row < ?`);
  return (doc) => {
    const value = (doc as unknown as Readonly<Record<string, unknown>>)[owner];
    const first = firstRow(typeof value === 'string' ? value : doc.id);
    const before = last.get(first, first + rowsOfOwner)?.['row'];
    const row = typeof before === 'number' ? before + 1 : first;
    return row < first + rowsOfOwner ? row : null;
  };
}

/** The first row of an owner, or of a document that has none. Two owners may have the same rows: they lie together then, and that is all. */
export function firstRow(owner: string): number {
  return hash('sha256', owner, 'buffer').readUInt32BE(0) * rowsOfOwner;
}
