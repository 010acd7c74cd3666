import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Range, Stored } from './port.ts';
import { firstRow, rowsOfOwner } from './rows-together.ts';
import type { DocumentTable } from './sqlite-table.ts';

/** Documents of an owner that are looked through at most: whoever has more has them read page by page, by an index. */
const most = 32;

/** Finds the bodies among which those of a page are; undefined where they are too many, or may lie elsewhere. */
export type ReaderByOwner = (range: Range) => readonly string[] | undefined;

/**
 * Compiles the look-up of all documents of an owner. They lie in rows that follow from the owner: whoever asks for a page of them finds it
 * there, without an index, which for a person among many would be one more place of the disk.
 */
export function readerByOwner(
  db: DatabaseSync,
  { name, indexes }: CollectionSpec<Stored>,
  { slot, owner, isPlaced }: DocumentTable,
): ReaderByOwner {
  const ofOwners = new Set(indexes.filter(({ fields }) => fields[0] === owner).map((index) => index.name));
  if (!isPlaced || ofOwners.size === 0) return () => undefined;
  const all = db.prepare(
    `SELECT body, row FROM "${name}" WHERE row >= ? AND row < ? ORDER BY row LIMIT ${most + 1}`,
  );
  return ({ index, equals: [value] }) => {
    if (!ofOwners.has(index) || typeof value !== 'string') return undefined;
    const first = firstRow(value, slot);
    const end = first + rowsOfOwner;
    const found = all.all(first, end);
    const areAll = found.length <= most && found.at(-1)?.['row'] !== end - 1;
    return areAll ? found.map(({ body }) => String(body)) : undefined;
  };
}
