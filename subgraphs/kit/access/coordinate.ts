import {
  personalCategories,
  readDataAnnotations,
  type DataAnnotation,
} from '../../../schema/data-annotation.ts';

/** A place in a schema that can be judged: a field, the name of a type, an argument, an input field or an enum value. */
export interface Coordinate {
  /** Place in the order in which an index defined its coordinates, so that verdicts can lie in an array. */
  readonly id: number;
  /** `Type.field`, `Type.__typename`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
  readonly name: string;
  /** All of them must hold; without any the place is denied. */
  readonly annotations: readonly DataAnnotation[];
  /** False where everybody may see it: then nobody needs to be told that somebody did. */
  readonly personal: boolean;
  /** Whether its value can be shown masked: the value of a leaf can, an object and an argument cannot. */
  readonly maskable: boolean;
  /** Whether a caller uses it to ask, and is not shown it: an argument, an input field or an enum value. */
  readonly isInput: boolean;
}

/** An element of a schema, as far as its directives go. */
type Element = Parameters<typeof readDataAnnotations>[0] | null | undefined;

/** Makes the coordinates of one schema. */
export type DefineCoordinate = (
  name: string,
  elements: readonly Element[],
  kind?: Partial<Pick<Coordinate, 'maskable' | 'isInput'>>,
) => Coordinate;

/** Numbers coordinates from 0. */
export function coordinateDefiner(): DefineCoordinate {
  let next = 0;
  return (name, elements, { maskable = false, isInput = false } = {}) => {
    const annotations = elements.flatMap((element) => (element ? readDataAnnotations(element) : []));
    const personal = annotations.length === 0 || personalCategories(annotations).size > 0;
    return { id: next++, name, annotations, personal, maskable, isInput };
  };
}
