import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import {
  isFetchedList,
  isFetchedObject,
  stringIn,
  type FetchedObject,
  type FetchedValue,
} from '../../operation/fetched-value.ts';

/**
 * Adds what a further call brought to an object, in place. Objects and lists of one length are joined
 * member by member. A null never takes the place of a value: of two subgraphs that share a field, one may
 * have failed. Nor does the name of an interface take the place of a type's: that is all a subgraph knows
 * which has it as an `@interfaceObject`.
 *
 * An entity that stands in many places is read once, and what is inside it is the same object in all of them.
 */
export function mergeFetched(schema: GraphQLSchema, target: FetchedObject, source: FetchedObject): void {
  for (const key of Object.keys(source)) {
    // An object of another make could inherit this one, and setting it would change its prototype.
    if (key === '__proto__') continue;
    const fresh = source[key];
    const old = target[key];
    if (fresh === undefined) continue;
    if (old === undefined) target[key] = fresh;
    else if (key !== '__typename' || namesObject(schema, fresh)) target[key] = merged(schema, old, fresh);
  }
}

function merged(schema: GraphQLSchema, old: FetchedValue, fresh: FetchedValue): FetchedValue {
  if (fresh === null || old === fresh) return old;
  if (isFetchedObject(old) && isFetchedObject(fresh)) {
    mergeFetched(schema, old, fresh);
    return old;
  }
  if (isFetchedList(old) && isFetchedList(fresh) && old.length === fresh.length) {
    return old.map((each, index) => merged(schema, each, fresh[index] ?? null));
  }
  return fresh;
}

function namesObject(schema: GraphQLSchema, name: FetchedValue): boolean {
  const text = stringIn(name);
  return text !== undefined && isObjectType(schema.getType(text));
}
