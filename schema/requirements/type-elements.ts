import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType } from 'graphql';

/** The coordinates of a type's fields and their arguments. */
export function* typeElements(type: GraphQLNamedType): Generator<string> {
  if (isInputObjectType(type)) {
    for (const field of Object.keys(type.getFields())) yield `${type.name}.${field}`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const [field, { args }] of Object.entries(type.getFields())) {
    const coordinate = `${type.name}.${field}`;
    yield coordinate;
    for (const { name } of args) yield `${coordinate}(${name}:)`;
  }
}
