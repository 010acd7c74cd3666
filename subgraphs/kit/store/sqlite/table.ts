import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Stored } from '../port.ts';
import { collectionsOfShelf } from './rows.ts';
import { metaOf, noteMeta } from './open-file.ts';

/** Where the documents of a collection are written. They are read by the name of the collection: that of the same table, or of a view of it. */
interface WrittenTable {
  /** As statements name it. */
  readonly name: string;
  /** Which of the collections of its shelf it is; 0 in a table of its own. */
  readonly slot: number;
  /** The table with the columns of row, id and body. */
  readonly into: string;
  /** What follows the values of these. */
  readonly more: string;
}

/** The same, and by what its documents lie together. */
export interface DocumentTable extends WrittenTable {
  /** The field of it. All programs that have the file open need the same: where it is noted, the note decides. */
  readonly owner: string | undefined;
  /** Whether each document lies in the rows of its owner, as far as these are not used up. */
  readonly isPlaced: boolean;
}

/** A shelf, and which of its collections one is. */
export interface Shelved {
  readonly shelf: string;
  readonly slot: number;
}

/**
 * The table of a collection, made where it is missing, with what `npm run store:rebuild` has to know of it. A file of format 1 has no
 * shelves, and programs from before may have put documents anywhere in it.
 */
export function openTable(db: DatabaseSync, spec: CollectionSpec<Stored>): DocumentTable {
  const { name, owner } = spec;
  if (owner !== undefined) noteMeta(db, `owner:${name}`, owner);
  const shelved = noteShelf(db, spec);
  if (kindOf(db, name) === undefined)
    makeTable(db, name, metaOf(db, 'format') === '1' ? {} : { owner, shelved });
  const placed = metaOf(db, `placed:${name}`);
  return {
    ...written(name, kindOf(db, name) === 'view' ? shelved : undefined),
    owner: placed ?? owner,
    isPlaced: placed !== undefined,
  };
}

/** Makes the table of a collection whose documents lie by this owner, on this shelf. */
export function makeTable(
  db: DatabaseSync,
  name: string,
  { owner, shelved }: { readonly owner?: string | undefined; readonly shelved?: Shelved | undefined },
): void {
  if (owner !== undefined) noteMeta(db, `placed:${name}`, owner);
  const columns = 'row INTEGER PRIMARY KEY, id TEXT NOT NULL';
  if (!shelved) {
    db.exec(`CREATE TABLE "${name}" (${columns} UNIQUE, body TEXT NOT NULL)`);
    return;
  }
  const shelf = written(name, shelved).name;
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${shelf} (${columns}, body TEXT NOT NULL, collection INTEGER NOT NULL, UNIQUE (id, collection));
    CREATE VIEW "${name}" AS SELECT row, id, body FROM ${shelf} WHERE collection = ${shelved.slot}`,
  );
}

/** Where a collection on this shelf is written, or one that has a table of its own. */
export function written(name: string, shelved: Shelved | undefined): WrittenTable {
  if (!shelved) return { name: `"${name}"`, slot: 0, into: `"${name}" (row, id, body)`, more: '' };
  const { shelf, slot } = shelved;
  const table = `"shelf:${shelf}"`;
  return { name: table, slot, into: `${table} (row, id, body, collection)`, more: `, ${slot}` };
}

/** The shelf of a collection as the file has it noted. */
export function shelfOf(db: DatabaseSync, name: string): Shelved | undefined {
  const noted = metaOf(db, `shelf:${name}`)?.split(' ');
  return noted && { shelf: noted[0] ?? '', slot: Number(noted[1]) };
}

/** Each collection keeps the slot that it was given first. */
function noteShelf(db: DatabaseSync, { name, shelf }: CollectionSpec<Stored>): Shelved | undefined {
  const noted = shelfOf(db, name);
  if (noted || shelf === undefined) return noted;
  const others = db.prepare(`SELECT count(*) AS taken FROM meta WHERE name GLOB 'shelf:*' AND value GLOB ?`);
  const slot = Number(others.get(`${shelf} *`)?.['taken']);
  if (slot >= collectionsOfShelf) {
    throw new TypeError(
      `collection "${name}": the shelf "${shelf}" has ${collectionsOfShelf} collections already`,
    );
  }
  noteMeta(db, `shelf:${name}`, `${shelf} ${slot}`);
  return { shelf, slot };
}

function kindOf(db: DatabaseSync, name: string): unknown {
  return db.prepare('SELECT type FROM sqlite_schema WHERE name = ?').get(name)?.['type'];
}
