import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isFetchedObject, mergeFetched } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';
import { isOfType } from './object-type.ts';

/**
 * Why an entity is not sent: it is of a type that this fetch is not about, or an input of it was never
 * fetched.
 */
export type Unsent = 'OTHER_TYPE' | 'INPUT_MISSING';

/** What a subgraph needs to find an entity: its key and the `@requires` inputs, as the plan lists them. */
export function representEntity(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  entity: FetchedObject,
): FetchedObject | Unsent {
  const representation = pick(schema, requires, entity);
  if (!representation) return 'INPUT_MISSING';
  return Object.hasOwn(representation, '__typename') ? representation : 'OTHER_TYPE';
}

/**
 * The selected part of an object; undefined when something selected was never fetched, as after a failure.
 */
function pick(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
  object: FetchedObject,
): FetchedObject | undefined {
  const picked: FetchedObject = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      const value = Object.hasOwn(object, name) ? pickValue(schema, selection, object[name]) : undefined;
      if (value === undefined) return undefined;
      picked[name] = value;
    } else if (selection.typeCondition && isOfType(schema, object, selection.typeCondition, false)) {
      const part = pick(schema, selection.selections, object);
      if (!part) return undefined;
      mergeFetched(schema, picked, part);
    }
  }
  return picked;
}

function pickValue(schema: GraphQLSchema, field: QueryPlanFieldNode, value: unknown): unknown {
  if (!field.selections || value === null) return value;
  if (Array.isArray(value)) {
    const elements = value.map((each) => pickValue(schema, field, each));
    return elements.includes(undefined) ? undefined : elements;
  }
  return isFetchedObject(value) ? pick(schema, field.selections, value) : undefined;
}
