import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isFetchedList, isFetchedObject } from '../../operation/fetched-value.ts';
import type { FetchedObject, FetchedValue } from '../../operation/fetched-value.ts';
import { isOfType } from './object-type.ts';

const CONDITION = '... on ';

/**
 * Carries out the changes that a plan asks for on what is sent to or came from a subgraph: a type name that
 * this subgraph knows under the name of its interface, and fields that were asked under another name
 * because two types give them differently.
 */
export function rewriteFetched(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  data: FetchedValue,
): void {
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (last === undefined) continue;
    for (const object of objectsAt(schema, rewrite.path.slice(0, -1), data)) {
      if (rewrite.kind === 'ValueSetter') object[last] = JSON.stringify(rewrite.setValueTo);
      else rename(object, last, rewrite.renameKeyTo);
    }
  }
}

function rename(object: FetchedObject, from: string, to: string): void {
  const value = object[from];
  if (value === undefined) return;
  delete object[from];
  // 0, "" and false are values; a null does not take the place of a value that stands there already.
  if (value !== null || object[to] === undefined) object[to] = value;
}

function* objectsAt(
  schema: GraphQLSchema,
  path: readonly string[],
  value: FetchedValue | undefined,
): Generator<FetchedObject> {
  if (isFetchedList(value)) {
    for (const each of value) yield* objectsAt(schema, path, each);
    return;
  }
  if (!isFetchedObject(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) {
    yield value;
  } else if (!first.startsWith(CONDITION)) {
    yield* objectsAt(schema, rest, value[first]);
  } else if (isOfType(schema, value, first.slice(CONDITION.length), true)) {
    yield* objectsAt(schema, rest, value);
  }
}
