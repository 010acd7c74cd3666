import { Kind, print, visit } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, FieldNode, SelectionSetNode } from 'graphql';
import { joinLines, namedTypeOf, parseFieldSet, textArgument } from './join-directives.ts';

/** A field of a type that one subgraph can give only when it is told other fields first. */
export interface Requirement {
  readonly type: string;
  readonly field: string;
  /** The subgraph, by its name in the enum `join__Graph`. */
  readonly graph: string;
  readonly fields: SelectionSetNode;
}

/** One field inside a requirement. */
export interface RequiredField {
  readonly node: FieldNode;
  /** `Product.price` */
  readonly coordinate: string;
  /** Where it stands in the requirement: `category.averagePrice`. */
  readonly place: string;
  /** Its arguments as one text, the same for the same arguments. */
  readonly arguments: string;
}

/** The types of a supergraph that have fields. */
export interface FieldTypes {
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, FieldDefinitionNode>>;
  /** Each interface → the types that implement it. */
  readonly implementations: ReadonlyMap<string, readonly string[]>;
}

export function fieldTypesOf(supergraph: DocumentNode): FieldTypes {
  const fields = new Map<string, ReadonlyMap<string, FieldDefinitionNode>>();
  const implementations = new Map<string, readonly string[]>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    fields.set(type.name.value, new Map(type.fields?.map((field) => [field.name.value, field])));
    for (const { name } of type.interfaces ?? []) {
      implementations.set(name.value, [...(implementations.get(name.value) ?? []), type.name.value]);
    }
  }
  return { fields, implementations };
}

/** Every `@requires` of a supergraph. */
export function findRequirements(types: FieldTypes): readonly Requirement[] {
  const found: Requirement[] = [];
  for (const [type, fields] of types.fields) {
    for (const [field, definition] of fields) {
      for (const line of joinLines(definition.directives, 'join__field')) {
        const requires = textArgument(line, 'requires');
        const graph = textArgument(line, 'graph');
        if (requires && graph) found.push({ type, field, graph, fields: parseFieldSet(requires) });
      }
    }
  }
  return found;
}

/** The fields inside a requirement, nested ones too. */
export function requiredFields(types: FieldTypes, requirement: Requirement): readonly RequiredField[] {
  const found: RequiredField[] = [];
  const walk = (selectionSet: SelectionSetNode, type: string, place: readonly string[]): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? type, place);
      } else if (selection.kind === Kind.FIELD) {
        const here = [...place, selection.name.value];
        found.push({
          node: selection,
          coordinate: `${type}.${selection.name.value}`,
          place: here.join('.'),
          arguments: argumentText(selection),
        });
        const definition = types.fields.get(type)?.get(selection.name.value);
        if (selection.selectionSet && definition) walk(selection.selectionSet, namedTypeOf(definition), here);
      }
    }
  };
  walk(requirement.fields, requirement.type, []);
  return found;
}

function argumentText(field: FieldNode): string {
  return (field.arguments ?? [])
    .map((argument) => print(argument))
    .toSorted()
    .join(', ');
}

/** Writes a requirement down again with some of its fields exchanged. */
export function writeFieldSet(fields: SelectionSetNode, exchange: (field: FieldNode) => FieldNode): string {
  const exchanged = visit(fields, { Field: { enter: exchange } });
  return print(exchanged).trim().slice(1, -1).replace(/\s+/g, ' ').trim();
}
