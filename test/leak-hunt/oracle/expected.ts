/** What must be at a place of an answer. */
export type Expected =
  /** Null: there is nothing, or to this caller it is as if there were nothing. */
  | { readonly kind: 'nothing' }
  /** Null, and told. */
  | { readonly kind: 'denied'; readonly path: string; readonly coordinate: string }
  | ({
      readonly kind: 'value';
      readonly value: unknown;
      readonly coordinate: string;
      /** What the log says of it; undefined where it is nobody's. */
      readonly note?: string | undefined;
      readonly isMasked?: boolean;
    } & Due)
  /** A text that nobody but its agency can read. */
  | ({ readonly kind: 'cursor'; readonly list: string; readonly row: string } & Due)
  /** A proof of what stands beside it, which tells nothing else. */
  | ({ readonly kind: 'seal'; readonly coordinate: string; readonly note?: string | undefined } & Due)
  /** The name of a type: tells nothing that the object does not. */
  | { readonly kind: 'name'; readonly value: string }
  /** The hub's own data, of which nothing is protected. */
  | { readonly kind: 'unchecked' }
  | ({ readonly kind: 'list'; readonly items: readonly Expected[] } & Due)
  | ({
      readonly kind: 'object';
      readonly fields: ReadonlyMap<string, Expected>;
      /** What the log says of its type, where it could be of several. */
      readonly note?: string | undefined;
    } & Due);

/** Whether it has to be there, or just may: one relation must allow all that is needed. */
interface Due {
  readonly must: boolean;
}

/** Whether something would be lost if there were null instead. */
export function isWorth(expected: Expected): boolean {
  switch (expected.kind) {
    case 'value':
    case 'seal':
    case 'cursor':
      return expected.must;
    case 'list':
      return expected.must && expected.items.some(isWorth);
    case 'object':
      return expected.must && [...expected.fields.values()].some(isWorth);
    default:
      return false;
  }
}
