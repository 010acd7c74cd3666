import { isTypeDefinitionNode, isTypeExtensionNode, Kind } from 'graphql';
import type { DocumentNode, InputValueDefinitionNode, TypeNode } from 'graphql';
import type { LinkedDirectives } from './linked-directives.ts';
import { allOf, noRequirement, readRequirement, type Requirement } from './requirement.ts';

/** What the elements of a supergraph ask for by their own directives, by coordinate (`Type`, `Type.field`, …). */
export interface OwnRequirements {
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`. */
  of(coordinate: string): Requirement;
  /** Named type that a field gives; the empty string for an unknown field. */
  returnOf(coordinate: string): string;
  /** All of them at once: what the supergraph can ask for. */
  readonly all: Requirement;
}

/** @throws Error for a directive that looks like protection and is none */
export function ownRequirements(supergraph: DocumentNode, names: LinkedDirectives): OwnRequirements {
  const requirements = new Map<string, Requirement>();
  const returns = new Map<string, string>();
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
      for (const value of definition.values ?? []) add(`${type}.${value.name.value}`, value);
    }
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      add(coordinate, field);
      returns.set(coordinate, namedType(field.type));
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) add(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return {
    of: (coordinate) => requirements.get(coordinate) ?? noRequirement,
    returnOf: (coordinate) => returns.get(coordinate) ?? '',
    all: allOf(Array.from(requirements.values())),
  };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
