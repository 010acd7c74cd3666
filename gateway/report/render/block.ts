/** A piece of a document, whatever it is written in. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | Table;

/** A table with a caption that says what its rows are. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  /** Whether no heading before it says the same. */
  readonly isNamed?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A column; numbers stand to the right. */
export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** A text, a code word, a number, or a list of code words. */
export type Cell = string | number | { readonly code: string } | { readonly codes: readonly string[] };
