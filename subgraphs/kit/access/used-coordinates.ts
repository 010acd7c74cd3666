import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { Coordinate, DefineCoordinate } from './coordinate.ts';

/** Which coordinates some coerced arguments use: a value that is null or left out uses nothing. */
export type UsedCoordinates = (values: Values) => ReadonlySet<Coordinate>;

type Values = Readonly<Record<string, unknown>>;

/** An argument or an input field. */
interface Slot {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly coordinate: Coordinate;
}

const nothing: ReadonlySet<Coordinate> = new Set();
const asInput = { isInput: true };

/**
 * Reads arguments through their types: input objects by field, enums by value, lists by element. What an argument
 * filters or sorts by can be told from the answer, so each of these places is classified like a field.
 */
export function argumentReader(
  define: DefineCoordinate,
): (field: string, args: readonly GraphQLArgument[]) => UsedCoordinates {
  // Input types can hold themselves: what they hold is looked up when a value gets there.
  const inputs = new Map<GraphQLInputObjectType, readonly Slot[]>();
  const enums = new Map<GraphQLEnumType, ReadonlyMap<unknown, Coordinate>>();

  const slotsOf = (type: GraphQLInputObjectType): readonly Slot[] =>
    Object.values(type.getFields()).map((field) => ({
      name: field.name,
      type: field.type,
      coordinate: define(`${type.name}.${field.name}`, [field.astNode], asInput),
    }));

  // A value says what it is only where it names something to sort or filter by; any other is free.
  const classifiedValuesOf = (type: GraphQLEnumType): ReadonlyMap<unknown, Coordinate> =>
    new Map(
      type
        .getValues()
        .map(
          ({ name, value, astNode }) => [value, define(`${type.name}.${name}`, [astNode], asInput)] as const,
        )
        .filter(([, { annotations }]) => annotations.length > 0),
    );

  const readSlots = (slots: readonly Slot[], values: Values, used: Set<Coordinate>): void => {
    for (const { name, type, coordinate } of slots) {
      const value = values[name];
      if (value === null || value === undefined) continue;
      used.add(coordinate);
      readValue(type, value, used);
    }
  };

  const readValue = (given: GraphQLInputType, value: unknown, used: Set<Coordinate>): void => {
    const type = getNullableType(given);
    if (value === null) return;
    if (isListType(type)) {
      for (const element of value as readonly unknown[]) readValue(type.ofType, element, used);
    } else if (isInputObjectType(type)) {
      readSlots(inputs.getOrInsertComputed(type, slotsOf), value as Values, used);
    } else if (isEnumType(type)) {
      const coordinate = enums.getOrInsertComputed(type, classifiedValuesOf).get(value);
      if (coordinate) used.add(coordinate);
    }
  };

  return (field, args) => {
    const slots = args.map(({ name, type, astNode }) => ({
      name,
      type,
      coordinate: define(`${field}(${name}:)`, [astNode], asInput),
    }));
    if (slots.length === 0) return () => nothing;
    return (values) => {
      const used = new Set<Coordinate>();
      readSlots(slots, values, used);
      return used;
    };
  };
}
