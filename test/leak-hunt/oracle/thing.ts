import type { Part } from './classification.ts';
import type { Fields, Standing } from './standing.ts';

/** An object of the answer before anything is left out of it. */
export interface Thing {
  /** Name of its own type. */
  readonly type: string;
  /** Whose record it is. */
  readonly part: Part;
  readonly record: Fields;
  /** Whom the object is about of which this is a part. */
  readonly around: Standing;
  /** The page that a connection is; its rows are those that the caller may know of. */
  readonly page?: Page;
  /** The row that an edge is. */
  readonly row?: Row;
}

/** A page of a list. */
export interface Page {
  readonly list: string;
  readonly rows: readonly Thing[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A row of a list. */
export interface Row {
  readonly list: string;
  readonly node: Thing;
}

/** About nobody. */
export const nobody: Standing = { duty: [] };

/** Names of types that records say in another way: by the kind of a paper, or by a reference. */
export function typeOfRecord(record: Fields, declared: string, isAbstract: boolean): string {
  if (!isAbstract) return declared;
  if (typeof record['__typename'] === 'string') return record['__typename'];
  return String(record['kind'])
    .toLowerCase()
    .replace(/(^|_)(.)/g, (_all, _start, letter: string) => letter.toUpperCase());
}
