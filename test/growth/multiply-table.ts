import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { collectionsOfShelf, firstRow, rowsOfOwner } from '../../subgraphs/kit/store/sqlite/rows.ts';
import { SqliteIndex } from '../../subgraphs/kit/store/sqlite/indexes.ts';
import { shelfOf, written } from '../../subgraphs/kit/store/sqlite/table.ts';
import { idOfCopy } from './copies.ts';

/** Rows of one owner in all collections of a shelf. */
const rowsOfPlace = collectionsOfShelf * rowsOfOwner;

/** Collections of one table, in their order there. */
export type Table = readonly Multiplied[];

interface Multiplied {
  readonly spec: CollectionSpec<Stored>;
  /** The field of a number that is another in each copy, and the index of it, which has entries of the copies. */
  readonly number?: { readonly field: string; readonly index: string };
}

/** The documents of a table of the attached `base`: which row each has, and of which collection it is. */
interface Documents {
  readonly rows: Float64Array;
  readonly collections: Uint8Array;
  /** Where each of each copy lies, as the store places it, and which it is; in the order in which they lie. */
  readonly places: BigUint64Array<ArrayBuffer>;
}

/**
 * Writes all documents of a table of the attached `base`, each so many times, into the empty table of the same name: into the rows that the
 * store gives them, in the order of these, so that each is written to the end of the table. Entries of the documents themselves stay right, as these keep their rows.
 */
export function multiplyTable(db: DatabaseSync, table: Table, times: number): void {
  const { rows, collections, places } = documentsOf(db, table, times);
  const writers = table.map((one) => writerInto(db, one));
  const words = new Uint32Array(places.buffer);
  const next = new Uint32Array(table.length);
  let place = -1;
  for (let at = 0; at < words.length; at += 2) {
    const [which = 0, here = 0] = [words[at], words[at + 1]];
    const one = which % rows.length;
    const collection = collections[one] ?? 0;
    if (here !== place) next.fill(0);
    place = here;
    const offset = (next[collection] ?? 0) + 1;
    next[collection] = offset;
    writers[collection]?.(rows[one] ?? 0, Math.floor(which / rows.length), here * rowsOfPlace + offset - 1);
  }
}

function documentsOf(db: DatabaseSync, table: Table, times: number): Documents {
  const counts = table.map(({ spec }) =>
    Number(db.prepare(`SELECT count(*) AS all_of_it FROM base."${spec.name}"`).get()?.['all_of_it']),
  );
  const count = counts.reduce((sum, of) => sum + of, 0);
  const [rows, collections] = [new Float64Array(count), new Uint8Array(count)];
  const places = new BigUint64Array(count * times);
  const words = new Uint32Array(places.buffer);
  let at = 0;
  for (const [collection, { spec }] of table.entries()) {
    let [owner, ofCopies]: [unknown, readonly number[]] = [undefined, []];
    for (const row of db.prepare(rowsAndOwners(spec)).iterate()) {
      if (owner !== row['owner'] || ofCopies.length === 0) {
        owner = row['owner'];
        ofCopies = Array.from({ length: times }, (_, copy) => placeOf(owner, copy));
      }
      rows[at] = Number(row['row']);
      collections[at] = collection;
      for (const [copy, place] of ofCopies.entries()) {
        // Little endian: the place decides, and then which copy it is, the document itself first.
        words[2 * (copy * count + at)] = copy * count + at;
        words[2 * (copy * count + at) + 1] = place;
      }
      at += 1;
    }
  }
  places.sort();
  return { rows, collections, places };
}

function rowsAndOwners({ name, owner }: CollectionSpec<Stored>): string {
  const value = owner === undefined ? 'NULL' : owner === 'id' ? 'id' : `coalesce(body ->> '$.${owner}', id)`;
  return `SELECT row, ${value} AS owner FROM base."${name}" ORDER BY row`;
}

/** Documents without an owner follow each other as they came. */
function placeOf(owner: unknown, copy: number): number {
  return typeof owner === 'string' ? firstRow(idOfCopy(owner, copy)) / rowsOfPlace : 0;
}

/** Writes a copy of the document that has a row in the attached `base`. */
type CopyWriter = (from: number, copy: number, ofPlace: number) => void;

function writerInto(db: DatabaseSync, { spec, number }: Multiplied): CopyWriter {
  const { into, more, slot } = written(spec.name, shelfOf(db, spec.name));
  const read = db.prepare(`SELECT id, body FROM base."${spec.name}" WHERE row = ?`);
  read.setReturnArrays(true);
  const insert = db.prepare(`INSERT INTO main.${into} VALUES (?, ?, ?${more})`);
  const known = spec.indexes.find(({ name }) => name === number?.index);
  const index = known && new SqliteIndex(db, spec.name, known);
  return (from, copy, ofPlace) => {
    // An array, as asked for: its type says an object.
    const [id = '', body = ''] = read.get(from) as unknown as readonly string[];
    const chosen = spec.owner === undefined ? null : ofPlace + slot * rowsOfOwner;
    if (copy === 0) {
      const row = insert.run(chosen, id, body).lastInsertRowid;
      if (Number(row) !== from) throw new Error(`${spec.name}: a document would lose its row.`);
      return;
    }
    const copied = idOfCopy(id, copy);
    let text = withField(body, 'id', () => copied);
    if (spec.owner !== undefined && spec.owner !== 'id')
      text = withField(text, spec.owner, (owner) => idOfCopy(owner, copy));
    let own = '';
    if (number) text = withField(text, number.field, (value) => (own = `${value}.${copy}`));
    const row = Number(insert.run(chosen, copied, text).lastInsertRowid);
    if (index && number)
      index.insert(index.entriesOf({ id: copied, version: 1, [number.field]: own } as Stored), row);
  };
}

/** The same JSON with another value of a field, if it has the field. */
function withField(body: string, field: string, change: (value: string) => string): string {
  const name = `"${field}":"`;
  const found = body.indexOf(name);
  if (found < 0) return body;
  const start = found + name.length;
  const end = body.indexOf('"', start);
  return body.slice(0, start) + change(body.slice(start, end)) + body.slice(end);
}
