import { getNamedType, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';

/**
 * Coordinates that are part of a `@key`. They travel between subgraphs whoever asks, so a plan may fetch them for
 * itself; a client that selects them is judged as for any other field.
 */
export function keyCoordinates(supergraph: DocumentNode, fullSchema: GraphQLSchema): ReadonlySet<string> {
  const coordinates = new Set<string>();
  for (const definition of supergraph.definitions) {
    const isEntity =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isEntity) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'join__type') continue;
      const key = directive.arguments?.find(({ name }) => name.value === 'key')?.value;
      if (key?.kind !== Kind.STRING) continue;
      const fieldSet = parse(`{ ${key.value} }`, { noLocation: true }).definitions[0];
      if (fieldSet?.kind === Kind.OPERATION_DEFINITION) {
        addFields(coordinates, fullSchema, definition.name.value, fieldSet.selectionSet);
      }
    }
  }
  return coordinates;
}

function addFields(
  coordinates: Set<string>,
  schema: GraphQLSchema,
  typeName: string,
  selectionSet: SelectionSetNode,
): void {
  const type = schema.getType(typeName);
  for (const node of selectionSet.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      addFields(coordinates, schema, node.typeCondition?.name.value ?? typeName, node.selectionSet);
    }
    if (node.kind !== Kind.FIELD) continue;
    coordinates.add(`${typeName}.${node.name.value}`);
    if (!node.selectionSet || !(isObjectType(type) || isInterfaceType(type))) continue;
    const field = type.getFields()[node.name.value];
    if (field) addFields(coordinates, schema, getNamedType(field.type).name, node.selectionSet);
  }
}
