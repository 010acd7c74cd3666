import {
  isCompositeType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { FieldNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, NamedTypeNode } from 'graphql';
import { refuseOperation } from './refuse-operation.ts';

/** The definition of a field on its parent, meta fields included. */
export function fieldDefinition(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  node: FieldNode,
): GraphQLField<unknown, unknown> {
  const name = node.name.value;
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
  }
  const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
  if (!definition) throw refuseOperation('GRAPHQL_VALIDATION_FAILED', 'A field is not in the schema.', node);
  return definition;
}

/** The object, interface or union that a fragment's condition names. */
export function compositeType(schema: GraphQLSchema, node: NamedTypeNode): GraphQLCompositeType {
  const type = schema.getType(node.name.value);
  if (isCompositeType(type)) return type;
  throw refuseOperation('GRAPHQL_VALIDATION_FAILED', 'A fragment is on a type that has no fields.', node);
}
