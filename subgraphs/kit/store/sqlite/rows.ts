import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CollectionSpec, Range, Stored } from '../port.ts';
import type { DocumentTable } from './table.ts';

/** Collections that a shelf takes at most. */
export const collectionsOfShelf = 8;

/** Rows that one owner has in a collection: more than the documents of anybody. All rows together stay exact as numbers (below 2 ** 53). */
export const rowsOfOwner = 2 ** 17;

/** Documents of an owner that are looked through at most: whoever has more has them read page by page, by an index. */
const most = 32;

/** Rows that are looked through for a document that is its own owner: of ten million ids, one in 400 has another before it. */
const neighbours = 8;

/** A document as its table has it. */
interface StoredRow {
  readonly body: string;
  readonly row: number;
}

/**
 * The rows of a collection: those of one owner follow each other in the file, those of the other collections of the shelf behind them. What is
 * asked about a person is read from one or two places of the disk, in whatever order it came, and without an index, which for a person
 * among many would be one more place.
 */
export class Rows {
  readonly #table: DocumentTable;
  /** Indexes that begin with the owner: a page along them lies in the owner's rows. */
  readonly #byOwner: ReadonlySet<string>;
  readonly #ofOwner: StatementSync | undefined;
  readonly #last: StatementSync | undefined;
  readonly #nearId: StatementSync | undefined;
  readonly #withId: StatementSync;

  constructor(db: DatabaseSync, { name, indexes }: CollectionSpec<Stored>, table: DocumentTable) {
    const { owner, isPlaced } = table;
    const select = `SELECT body, row FROM "${name}" WHERE`;
    const ofOwner = indexes.filter(({ fields }) => isPlaced && fields[0] === owner);
    this.#table = table;
    this.#byOwner = new Set(ofOwner.map((index) => index.name));
    if (ofOwner.length > 0)
      this.#ofOwner = db.prepare(`${select} row >= ? AND row < ? ORDER BY row LIMIT ${most + 1}`);
    if (owner !== undefined)
      this.#last = db.prepare(`SELECT max(row) AS row FROM ${table.name} WHERE row >= ? AND row < ?`);
    // The plus keeps the index of ids out of it.
    if (owner === 'id') this.#nearId = db.prepare(`${select} row >= ? AND row < ? AND +id = ?`);
    this.#withId = db.prepare(`${select} id = ?`);
  }

  /** The document with an id: where that of its own owner lies, else (a file from before, rows that others have used up) by the index of ids. */
  withId(id: string): StoredRow | undefined {
    const first = this.#nearId && firstRow(id, this.#table.slot);
    const near = first === undefined ? undefined : this.#nearId?.get(first, first + neighbours, id);
    const found = near ?? this.#withId.get(id);
    return found && { body: String(found['body']), row: Number(found['row']) };
  }

  /** The bodies of all that an owner has, among which a page is; undefined where they are too many, or some may lie elsewhere. */
  ofOwner({ index, equals: [owner] }: Range): readonly string[] | undefined {
    if (!this.#ofOwner || !this.#byOwner.has(index) || typeof owner !== 'string') return undefined;
    const first = firstRow(owner, this.#table.slot);
    const end = first + rowsOfOwner;
    const found = this.#ofOwner.all(first, end);
    const areAll = found.length <= most && found.at(-1)?.['row'] !== end - 1;
    return areAll ? found.map(({ body }) => String(body)) : undefined;
  }

  /**
   * The row for a document that is about to be written; null leaves the choice to SQLite, which takes the next one. Where an owner's rows are
   * used up, a document stays where it is, and SQLite chooses for a new one.
   *
   * @param stored what it takes the place of, and where that lies
   */
  rowFor(doc: Stored, stored?: { readonly doc: Stored; readonly row: number }): number | null {
    const { owner, slot } = this.#table;
    const stays = stored?.row ?? null;
    if (owner === undefined || !this.#last) return stays;
    const own = ownerOf(doc, owner);
    if (stored && ownerOf(stored.doc, owner) === own) return stays;
    const first = firstRow(own, slot);
    const before = this.#last.get(first, first + rowsOfOwner)?.['row'];
    const row = typeof before === 'number' ? before + 1 : first;
    return row < first + rowsOfOwner ? row : stays;
  }
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
