import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** A JSON object of fetched data. Objects grow as further fetches add fields to them. */
export type FetchedObject = Record<string, unknown>;

export function isFetchedObject(value: unknown): value is FetchedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds what a further fetch brought to an object, in place. Objects and lists of one length are joined
 * member by member. A null never takes the place of a value: of two subgraphs that share a field, one may
 * have failed. Nor does the name of an interface take the place of a type's: that is all a subgraph knows
 * which has it as an `@interfaceObject`.
 */
export function mergeFetched(schema: GraphQLSchema, target: FetchedObject, source: FetchedObject): void {
  for (const key of Object.keys(source)) {
    // An own property of this name can only come out of JSON, and setting it would change the prototype.
    if (key === '__proto__') continue;
    const fresh = source[key];
    if (!Object.hasOwn(target, key)) target[key] = fresh;
    else if (key !== '__typename' || namesObject(schema, fresh))
      target[key] = merged(schema, target[key], fresh);
  }
}

function merged(schema: GraphQLSchema, old: unknown, fresh: unknown): unknown {
  if (fresh === null || fresh === undefined) return old;
  if (isFetchedObject(old) && isFetchedObject(fresh)) {
    mergeFetched(schema, old, fresh);
    return old;
  }
  if (Array.isArray(old) && Array.isArray(fresh) && old.length === fresh.length) {
    return old.map((each, index) => merged(schema, each, fresh[index]));
  }
  return fresh;
}

function namesObject(schema: GraphQLSchema, name: unknown): boolean {
  return typeof name === 'string' && isObjectType(schema.getType(name));
}
