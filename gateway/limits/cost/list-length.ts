import { getNamedType, getNullableType, isListType, valueFromASTUntyped } from 'graphql';
import type { GraphQLField, GraphQLOutputType } from 'graphql';
import type { SelectedField } from '../../operation/selection.ts';
import { larger, type Amount } from './amount.ts';
import type { CostIndex, ListSize } from './cost-index.ts';

/** Arguments that say how long a list is where no directive does: those of Relay's connections, and the usual other one. */
const usualArguments: readonly string[] = ['first', 'last', 'limit'];
/** An argument that names each element, by which a list has as many. */
const namingArgument = 'ids';
/** Lists of a connection whose length they say. */
const usualLists: readonly string[] = ['edges', 'nodes'];

/** How long the lists are that a field gives. */
export interface ListLength {
  readonly length: Amount;
  /** Lists inside of the object that is given; empty where the field is a list itself. */
  readonly sized: readonly string[];
}

/**
 * How long a list is that a field gives, or says the length of; undefined where neither is so.
 *
 * @param definition of the field in the schema
 * @param assumed elements of a list of which nothing is known
 */
export function listLength(
  field: SelectedField,
  definition: GraphQLField<unknown, unknown>,
  costs: CostIndex,
  assumed: number,
): ListLength | undefined {
  const coordinate = `${field.parent.name}.${field.name}`;
  const isList = isListOf(field.type);
  const stated = costs.sizeOf(coordinate) ?? usualSize(definition, isList);
  if (!stated) return undefined;
  const fallback = stated.assumed ?? assumed;
  const names = isList && takesIds(definition) ? [...stated.slicing, namingArgument] : stated.slicing;
  const lengths = names.flatMap((name) => argumentLength(field, definition, name, fallback));
  const length = lengths.length > 0 ? lengths.reduce(larger) : fallback;
  return { length, sized: isList ? [] : stated.sized };
}

export function isListOf(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function usualSize(definition: GraphQLField<unknown, unknown>, isList: boolean): ListSize | undefined {
  const slicing = definition.args
    .filter(({ name, type }) => usualArguments.includes(name) && getNamedType(type).name === 'Int')
    .map(({ name }) => name);
  if (isList) return { assumed: undefined, slicing, sized: [] };
  return slicing.length > 0 ? { assumed: undefined, slicing, sized: usualLists } : undefined;
}

function takesIds({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name, type }) => name === namingArgument && isListType(getNullableType(type)));
}

/** What one argument says; nothing where it is not given and has no default. */
function argumentLength(
  field: SelectedField,
  definition: GraphQLField<unknown, unknown>,
  name: string,
  fallback: number,
): readonly Amount[] {
  const value = field.arguments.find((each) => each.name.value === name)?.value;
  const standard = lengthOf(definition.args.find((each) => each.name === name)?.defaultValue);
  if (!value) return standard === undefined ? [] : [standard];
  if (value.kind === 'Variable') {
    const variable = value.name.value;
    return [(variables) => lengthOf(variables[variable]) ?? standard ?? fallback];
  }
  const literal = lengthOf(valueFromASTUntyped(value));
  return literal === undefined ? [] : [literal];
}

/** A number, or how many ids a list holds. */
function lengthOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? Math.max(0, value) : undefined;
}
