import type {
  DocumentNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
} from 'graphql';
import { fieldsOf, isInputObject, typesOf } from './type-node.ts';
import type { TypeNode } from './type-node.ts';

interface Place {
  /** As GraphQL writes coordinates: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
  readonly name: string;
  readonly parent: TypeNode;
}

/** One element of a schema that can carry data. */
export type Coordinate =
  | (Place & { readonly kind: 'type'; readonly node: TypeNode })
  | (Place & { readonly kind: 'field'; readonly node: FieldDefinitionNode })
  | (Place & { readonly kind: 'argument' | 'inputField'; readonly node: InputValueDefinitionNode })
  | (Place & { readonly kind: 'enumValue'; readonly node: EnumValueDefinitionNode });

/** All coordinates of an SDL, in the order they are written. Arguments of directives are not among them. */
export function* coordinatesOf(document: DocumentNode): Generator<Coordinate> {
  for (const parent of typesOf(document)) {
    const type = parent.name.value;
    yield { kind: 'type', name: type, parent, node: parent };
    if ('values' in parent) {
      for (const node of parent.values ?? []) {
        yield { kind: 'enumValue', name: `${type}.${node.name.value}`, parent, node };
      }
    }
    if (isInputObject(parent)) {
      for (const node of parent.fields ?? []) {
        yield { kind: 'inputField', name: `${type}.${node.name.value}`, parent, node };
      }
    }
    for (const node of fieldsOf(parent)) {
      const name = `${type}.${node.name.value}`;
      yield { kind: 'field', name, parent, node };
      for (const argument of node.arguments ?? []) {
        yield { kind: 'argument', name: `${name}(${argument.name.value}:)`, parent, node: argument };
      }
    }
  }
}
