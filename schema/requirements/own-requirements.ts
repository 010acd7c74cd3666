import { isTypeDefinitionNode, isTypeExtensionNode, Kind } from 'graphql';
import type { DocumentNode, InputValueDefinitionNode, TypeNode } from 'graphql';
import type { LinkedDirectives } from './linked-directives.ts';
import { allOf, noRequirement, readRequirement, type Requirement } from './requirement.ts';

/** What the elements of a supergraph ask for by their own directives, by coordinate (`Type`, `Type.field`, …). */
export interface OwnRequirements {
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`. */
  of(coordinate: string): Requirement;
  /** Named type of a field, an argument or an input field; the empty string for an unknown one. */
  returnOf(coordinate: string): string;
  /** What a coordinate stands for; undefined for an output field, a type, and what is not in the supergraph. */
  inputKindOf(coordinate: string): InputKind | undefined;
  /** All of them at once: what the supergraph can ask for. */
  readonly all: Requirement;
}

/** What a caller puts in: an argument, a field of an input object, a value of an enum. */
export type InputKind = 'argument' | 'inputField' | 'enumValue';

/** @throws Error for a directive that looks like protection and is none */
export function ownRequirements(supergraph: DocumentNode, names: LinkedDirectives): OwnRequirements {
  const requirements = new Map<string, Requirement>();
  const returns = new Map<string, string>();
  const inputs = new Map<string, InputKind>();
  const add = (coordinate: string, { directives }: Pick<InputValueDefinitionNode, 'directives'>): void => {
    const requirement = readRequirement(directives, names);
    // A type and its extensions ask for what each of them asks for.
    if (requirement !== noRequirement) {
      requirements.set(coordinate, allOf([requirements.get(coordinate) ?? noRequirement, requirement]));
    }
  };
  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) continue;
    const type = definition.name.value;
    add(type, definition);
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) {
      for (const value of definition.values ?? []) {
        const coordinate = `${type}.${value.name.value}`;
        inputs.set(coordinate, 'enumValue');
        add(coordinate, value);
      }
    }
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      add(coordinate, field);
      returns.set(coordinate, namedType(field.type));
      if (field.kind !== Kind.FIELD_DEFINITION) {
        inputs.set(coordinate, 'inputField');
        continue;
      }
      for (const argument of field.arguments ?? []) {
        const input = `${coordinate}(${argument.name.value}:)`;
        inputs.set(input, 'argument');
        add(input, argument);
        returns.set(input, namedType(argument.type));
      }
    }
  }
  return {
    of: (coordinate) => requirements.get(coordinate) ?? noRequirement,
    returnOf: (coordinate) => returns.get(coordinate) ?? '',
    inputKindOf: (coordinate) => inputs.get(coordinate),
    all: allOf(Array.from(requirements.values())),
  };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
