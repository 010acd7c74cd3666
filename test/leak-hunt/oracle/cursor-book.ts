/** What the cursors mean that answers have given: nobody but the agency can read one, so they are written down. */
export interface CursorBook {
  note(cursor: string, list: string, row: string): void;
  /** The row after which a page begins; undefined for a cursor that is not one of this list. */
  rowOf(cursor: string, list: string): string | undefined;
  /** The latest cursors, with the field whose list they belong to. */
  recent(): readonly { readonly cursor: string; readonly list: string }[];
}

/** How many are kept to be asked with. */
const most = 200;

/** An empty book. */
export function cursorBook(): CursorBook {
  const meanings = new Map<string, { readonly list: string; readonly row: string }>();
  return {
    note(cursor, list, row) {
      meanings.set(cursor, { list, row });
      const [oldest] = meanings.keys();
      if (meanings.size > most && oldest !== undefined) meanings.delete(oldest);
    },
    rowOf(cursor, list) {
      const meaning = meanings.get(cursor);
      return meaning?.list === list ? meaning.row : undefined;
    },
    recent: () => Array.from(meanings, ([cursor, { list }]) => ({ cursor, list })),
  };
}
