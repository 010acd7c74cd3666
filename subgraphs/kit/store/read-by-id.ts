import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Stored } from './port.ts';
import { firstRow } from './rows-together.ts';
import type { DocumentTable } from './sqlite-table.ts';

/** Rows that are looked through for a document that is its own owner: of ten million ids, one in 400 has another before it. */
const neighbours = 8;

/** A document as its table has it. */
export interface StoredRow {
  readonly body: string;
  readonly row: number;
}

/**
 * Compiles the look-up of a document by its id. One that is its own owner lies at a row that follows from the id: it is read there,
 * without the index of ids, which for a person among many would be one more place of the disk. Where it does not lie there (a file from
 * before, rows that others have used up), the index finds it.
 */
export function readerById(
  db: DatabaseSync,
  { name }: CollectionSpec<Stored>,
  { slot, owner }: DocumentTable,
): (id: string) => StoredRow | undefined {
  const byIndex = db.prepare(`SELECT body, row FROM "${name}" WHERE id = ?`);
  if (owner !== 'id') return (id) => storedRow(byIndex.get(id));
  // The plus keeps the index of ids out of it.
  const byRow = db.prepare(`SELECT body, row FROM "${name}" WHERE row >= ? AND row < ? AND +id = ?`);
  return (id) => {
    const first = firstRow(id, slot);
    return storedRow(byRow.get(first, first + neighbours, id) ?? byIndex.get(id));
  };
}

function storedRow(found: Record<string, unknown> | undefined): StoredRow | undefined {
  return found && { body: String(found['body']), row: Number(found['row']) };
}
