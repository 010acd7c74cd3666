import type { CollectionSpec, IndexSpec, Key, Stored } from './port.ts';

/** The index by which a store finds the documents whose end has come. */
export const byEnd: IndexSpec = { name: 'byEnd', fields: ['expiresAt'] };

/** The indexes of a collection, with that of its ends where it has any. */
export function indexesOf({ indexes, expires }: CollectionSpec<Stored>): readonly IndexSpec[] {
  return expires ? [...indexes, byEnd] : indexes;
}

/** One entry of an index: the values of its fields in order, null where the document lacks the field. */
export type IndexTuple = readonly (Key | null)[];

/** Reads the entries that a document has in one index; at least one. TypeError when a value cannot be indexed. */
export type TupleReader = (doc: Stored) => readonly IndexTuple[];

/**
 * Compiles an index into the reader of its entries.
 *
 * @example
 * tupleReader('citizens', { name: 'byNumber', fields: ['numbers.value'] })
 *   ({ id: 'a', version: 1, numbers: [{ value: '1' }, { value: '2' }] }) // [['1'], ['2']]
 */
export function tupleReader(collection: string, index: IndexSpec): TupleReader {
  const where = `${collection}, index "${index.name}"`;
  const fields = index.fields.map((path) => ({ path: path.split('.'), where: `${where}, field "${path}"` }));
  return (doc) => {
    let array = -1;
    const columns = fields.map(({ path, where: field }, position) => {
      const found: (Key | null)[] = [];
      if (!collect(doc, path, 0, found, field)) return found;
      if (array !== -1) throw new TypeError(`${where}: only one field of an index may pass through an array`);
      array = position;
      return distinct(found, index.unique === true, field);
    });
    const one = columns.map((column) => column[0] ?? null);
    return array === -1 ? [one] : (columns[array] ?? []).map((value) => one.with(array, value));
  };
}

/** Pushes what is at the path; true when an array was passed on the way. */
function collect(
  value: unknown,
  path: readonly string[],
  depth: number,
  found: (Key | null)[],
  where: string,
): boolean {
  if (Array.isArray(value)) {
    for (const element of value) {
      if (collect(element, path, depth, found, where)) {
        throw new TypeError(`${where}: an array inside an array cannot be indexed`);
      }
    }
    return true;
  }
  const step = path[depth];
  if (step === undefined) {
    found.push(checkKey(value, where));
    return false;
  }
  if (typeof value === 'object' && value !== null) {
    return collect((value as Readonly<Record<string, unknown>>)[step], path, depth + 1, found, where);
  }
  found.push(null);
  return false;
}

function checkKey(value: unknown, where: string): Key | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') {
    // A lone surrogate has no bytes in UTF-8: two different values would become one key.
    if (!value.isWellFormed()) throw new TypeError(`${where}: the text is not well-formed Unicode`);
    return value;
  }
  if (typeof value === 'boolean' || Number.isFinite(value)) return value as Key;
  throw new TypeError(`${where}: only a string, a finite number or a boolean can be indexed`);
}

function distinct(found: readonly (Key | null)[], unique: boolean, where: string): (Key | null)[] {
  const values = found.filter((value) => value !== null);
  // Databases disagree whether two absent values of array elements are the same one, so it may not come up.
  if (unique && values.length < found.length && values.length > 0) {
    throw new TypeError(`${where}: every element of the array needs the field of a unique index`);
  }
  return values.length === 0 ? [null] : [...new Set(values)];
}
