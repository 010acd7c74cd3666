import { isEnumType, isListType, isObjectType } from 'graphql';
import type { GraphQLNullableType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { AnswerField } from './answer-shape.ts';

/**
 * Whether a fetched value is a value of an enum, or an object of a type, that the graph has but clients do
 * not see.
 *
 * @param fullSchema the schema with all that clients do not see
 * @param type the field's type as clients see it
 */
export function isHidden(
  fullSchema: GraphQLSchema,
  field: AnswerField,
  type: GraphQLNullableType & GraphQLOutputType,
  value: unknown,
): boolean {
  if (isListType(type)) return false;
  if (isEnumType(type)) {
    if (typeof value !== 'string' || type.getValue(value)) return false;
    const full = fullSchema.getType(type.name);
    return isEnumType(full) && full.getValue(value) !== undefined;
  }
  if (!field.inside || typeof value !== 'object' || value === null) return false;
  const name = '__typename' in value ? value.__typename : undefined;
  return (
    typeof name === 'string' && !field.inside.schema.getType(name) && isObjectType(fullSchema.getType(name))
  );
}
