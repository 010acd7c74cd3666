import { closeSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A tree of a file of SQLite. */
export interface TreeSize {
  readonly name: string;
  /** Pages of each level, from its root to its leaves. */
  readonly levels: readonly number[];
}

/** Kinds of pages above the leaves, of an index and of a table. */
const interiorIndex = 2;
const interiorTable = 5;

/** How large the trees of a file are, out of their pages above the leaves: what those point to is not read. */
export function treeSizes(path: string): readonly TreeSize[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
  const roots = db.prepare('SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 1').all();
  db.close();
  const file = openSync(path, 'r');
  const childrenOf = (page: number): readonly number[] => {
    const bytes = Buffer.alloc(size);
    readSync(file, bytes, 0, size, (page - 1) * size);
    return childrenIn(bytes);
  };
  try {
    return roots.map(({ name, rootpage }) => ({
      name: String(name),
      levels: levelsBelow([Number(rootpage)], childrenOf),
    }));
  } finally {
    closeSync(file);
  }
}

/** All trees are as deep everywhere, so that the first page of a level tells whether there is one below. */
function levelsBelow(
  pages: readonly number[],
  childrenOf: (page: number) => readonly number[],
): readonly number[] {
  const [first = 0] = pages;
  if (childrenOf(first).length === 0) return [pages.length];
  return [pages.length, ...levelsBelow(pages.flatMap(childrenOf), childrenOf)];
}

/** The pages that one points to: one of each cell, and the last; see "B-tree Pages" in SQLite's file format. */
function childrenIn(page: Buffer): readonly number[] {
  const kind = page.readUInt8(0);
  if (kind !== interiorIndex && kind !== interiorTable) return [];
  const cells = Array.from({ length: page.readUInt16BE(3) }, (_, at) => page.readUInt16BE(12 + 2 * at));
  return [...cells.map((cell) => page.readUInt32BE(cell)), page.readUInt32BE(8)];
}
