import { getNamedType, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';

/** How keys are written in a document. */
export interface KeyDirectives {
  readonly directives: ReadonlySet<string>;
  /** Which of their arguments has the fields. */
  readonly argument: string;
}

/** A subgraph can add a key to a type by an extension. */
const entityKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
]);

const ofSupergraph: KeyDirectives = { directives: new Set(['join__type']), argument: 'key' };

/**
 * Coordinates that are part of a `@key`. They travel between subgraphs whoever asks, so a plan may fetch them for
 * itself; a client that selects them is judged as for any other field.
 */
export function keyCoordinates(
  document: DocumentNode,
  fullSchema: GraphQLSchema,
  { directives, argument }: KeyDirectives = ofSupergraph,
): ReadonlySet<string> {
  const coordinates = new Set<string>();
  for (const definition of document.definitions) {
    if (!entityKinds.has(definition.kind) || !('name' in definition) || !definition.name) continue;
    for (const directive of ('directives' in definition && definition.directives) || []) {
      if (!directives.has(directive.name.value)) continue;
      const key = directive.arguments?.find(({ name }) => name.value === argument)?.value;
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
