import { isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { stringIn, type FetchedObject } from '../../operation/fetched-value.ts';

/**
 * Whether a fetched object is of the type that a condition of the plan names.
 *
 * @param unless what to answer for an object whose type was not fetched
 */
export function isOfType(
  schema: GraphQLSchema,
  object: FetchedObject,
  condition: string,
  unless: boolean,
): boolean {
  const name = stringIn(object['__typename']);
  if (name === undefined) return unless;
  if (name === condition) return true;
  const type = schema.getType(name);
  const abstract = schema.getType(condition);
  return (
    isAbstractType(abstract) &&
    (isObjectType(type) || isInterfaceType(type)) &&
    schema.isSubType(abstract, type)
  );
}
