import { isEnumType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { AnswerPosition } from './answer-shape.ts';
import { isFetchedObject, stringIn, type FetchedValue } from './fetched-value.ts';

/** What the graph has but clients do not see: names of object types, and values by the name of their enum. */
export interface HiddenNames {
  readonly types: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param fullSchema the schema with all that clients do not see */
export function hiddenNames(schema: GraphQLSchema, fullSchema: GraphQLSchema): HiddenNames {
  const types = new Set<string>();
  const values = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(fullSchema.getTypeMap())) {
    const visible = schema.getType(type.name);
    if (isObjectType(type) && !visible) types.add(type.name);
    if (!isEnumType(type) || !isEnumType(visible)) continue;
    const hidden = type.getValues().flatMap(({ name }) => (visible.getValue(name) ? [] : [name]));
    if (hidden.length > 0) values.set(type.name, new Set(hidden));
  }
  return { types, values };
}

/** Whether a fetched value is a value of an enum, or an object of a type, that clients do not see. */
export function isHidden(
  { types, values }: HiddenNames,
  { element, named }: AnswerPosition,
  value: FetchedValue,
): boolean {
  if (element) return false;
  if (typeof value === 'string') {
    return values.size > 0 && values.get(named.name)?.has(stringIn(value) ?? '') === true;
  }
  return types.size > 0 && isFetchedObject(value) && types.has(stringIn(value['__typename']) ?? '');
}
