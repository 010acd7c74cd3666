/** What must be at a place of an answer. */
export type Expected =
  /** Null: there is nothing, or to this caller it is as if there were nothing. */
  | { readonly kind: 'nothing' }
  /** Null, and told; where null is not allowed the object around it goes too. */
  | { readonly kind: 'denied'; readonly path: string; readonly coordinate: string; readonly bubbles: boolean }
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
  /** The name of a type: tells nothing that the object does not. */
  | { readonly kind: 'name'; readonly value: string; readonly bubbles: boolean }
  /** The hub's own data, of which nothing is protected. */
  | { readonly kind: 'unchecked' }
  | ({ readonly kind: 'list'; readonly items: readonly Expected[] } & Due)
  | ({ readonly kind: 'object'; readonly fields: ReadonlyMap<string, Expected> } & Due);

/** Whether it has to be there, or just may: an interface asks for more than the type of an object does. */
interface Due {
  readonly must: boolean;
  /** Whether it is refused where it is written, and the object around it goes with it. */
  readonly bubbles?: boolean;
}

/** Whether something would be lost if there were null instead. */
export function isWorth(expected: Expected): boolean {
  switch (expected.kind) {
    case 'value':
    case 'cursor':
      return expected.must;
    case 'list':
      return expected.must && expected.items.some(isWorth) && !expected.items.some(bubbles);
    case 'object':
      return expected.must && !bubbles(expected) && [...expected.fields.values()].some(isWorth);
    default:
      return false;
  }
}

function bubbles(expected: Expected): boolean {
  if (expected.kind !== 'object') return takesAlong(expected);
  return [...expected.fields.values()].some(takesAlong);
}

function takesAlong(expected: Expected): boolean {
  return 'bubbles' in expected && expected.bubbles === true;
}
