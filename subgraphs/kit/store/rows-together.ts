import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Stored } from './port.ts';
import type { DocumentTable } from './sqlite-table.ts';

/** Collections that a shelf takes at most. */
export const collectionsOfShelf = 8;

/** Rows that one owner has in a collection: more than the documents of anybody. All rows together stay exact as numbers (below 2 ** 53). */
export const rowsOfOwner = 2 ** 17;

/** Chooses the row of a document that is about to be written; null leaves the choice to SQLite, which takes the next one. */
export type RowChooser = (doc: Stored, stored?: PlacedDocument) => number | null;

/** A document, and where it lies. */
interface PlacedDocument {
  readonly doc: Stored;
  readonly row: number;
}

/**
 * Chooses rows so that the documents of one owner follow each other in the file, those of the other collections of the shelf behind them:
 * what is asked about a person is read from one or two places of the disk, in whatever order it came. Where an owner's rows are used up, a
 * document stays where it is, and SQLite chooses for a new one.
 */
export function rowChooser(db: DatabaseSync, { name, slot, owner }: DocumentTable): RowChooser {
  if (owner === undefined) return (_doc, stored) => stored?.row ?? null;
  const last = db.prepare(`SELECT max(row) AS row FROM ${name} WHERE row >= ? AND row < ?`);
  return (doc, stored) => {
    const own = ownerOf(doc, owner);
    if (stored && ownerOf(stored.doc, owner) === own) return stored.row;
    const first = firstRow(own, slot);
    const before = last.get(first, first + rowsOfOwner)?.['row'];
    const row = typeof before === 'number' ? before + 1 : first;
    return row < first + rowsOfOwner ? row : (stored?.row ?? null);
  };
}

/** By whom a document lies: its owner, or itself where it has none. */
function ownerOf(doc: Stored, owner: string): string {
  const value = (doc as unknown as Readonly<Record<string, unknown>>)[owner];
  return typeof value === 'string' ? value : doc.id;
}

/** The first row of an owner in a collection. Two owners may have the same rows: they lie together then, and that is all. */
export function firstRow(owner: string, slot = 0): number {
  const place = hash('sha256', owner, 'buffer').readUInt32BE(0) * collectionsOfShelf + slot;
  return place * rowsOfOwner;
}
