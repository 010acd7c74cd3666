import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { Requirement } from '../../schema/requirements/requirement.ts';

/** A supergraph, as far as the classification of its elements goes. */
export interface ClassifiedGraph {
  readonly fullSchema: GraphQLSchema;
  readonly access: AccessIndex;
}

/**
 * The categories of all that an agency can come to judge while it answers a fetch: its fields and their types, the types
 * that its objects can turn out to be of, and every argument that a field takes, with all that can stand in it. Rather
 * one too many than one too few.
 *
 * @param operation the GraphQL text of one fetch
 * @returns undefined where a part of it is not in the supergraph
 */
export function categoriesIn(
  operation: string,
  { fullSchema, access }: ClassifiedGraph,
): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const add = ({ data }: Requirement) => data.forEach(({ category }) => found.add(category));

  const addInput = (given: GraphQLInputType, seen: Set<string>): void => {
    const type = getNamedType(given);
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (isEnumType(type)) {
      for (const { name } of type.getValues()) add(access.inputRequirementOf(`${type.name}.${name}`));
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(access.inputRequirementOf(`${type.name}.${field.name}`));
        addInput(field.type, seen);
      }
    }
  };

  // Rows of a list are let out by the type that they are of, whether anything of a row is selected or not.
  const addType = (name: string): void => {
    add(access.requirementOf(name, '__typename'));
    const type = fullSchema.getType(name);
    if (!isObjectType(type)) return;
    const { edges, node } = type.getFields();
    for (const field of [edges, node]) {
      if (!field) continue;
      add(access.requirementOf(name, field.name));
      addType(getNamedType(field.type).name);
    }
    if (node) addWhole(getNamedType(node.type));
  };

  // A row is there, and its key is told, where any datum of it may be seen, whether that is selected or not.
  const addWhole = (type: GraphQLNamedOutputType): void => {
    const members = isAbstractType(type) ? fullSchema.getPossibleTypes(type) : [type];
    for (const member of members) {
      if (!isObjectType(member)) continue;
      for (const field of Object.keys(member.getFields())) add(access.requirementOf(member.name, field));
    }
  };

  const addField = (typeName: string, { name: { value: name }, selectionSet }: FieldNode): boolean => {
    if (name === '__typename') return true;
    if (name === '_entities') return addSelections('_Entity', selectionSet);
    const type = fullSchema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return false;
    add(access.requirementOf(typeName, name));
    if (isListType(getNullableType(field.type))) addWhole(getNamedType(field.type));
    if (isToldInPart(typeName, name)) addWhole(type as GraphQLNamedOutputType);
    for (const argument of field.args) {
      add(access.inputRequirementOf(`${typeName}.${name}(${argument.name}:)`));
      addInput(argument.type, new Set());
    }
    const given = getNamedType(field.type).name;
    addType(given);
    return addSelections(given, selectionSet);
  };

  /** Whether it is the key of a type that is classified as a whole: of others the key is public. */
  const isToldInPart = (typeName: string, name: string): boolean =>
    access.isKey(`${typeName}.${name}`) && access.requirementOf(typeName, '__typename').data.length > 0;

  const addSelections = (typeName: string, selectionSet: SelectionSetNode | undefined): boolean =>
    selectionSet?.selections.every((node) => {
      if (node.kind === Kind.FIELD) return addField(typeName, node);
      if (node.kind === Kind.FRAGMENT_SPREAD) return false;
      const inside = node.typeCondition?.name.value ?? typeName;
      addType(inside);
      return addSelections(inside, node.selectionSet);
    }) ?? true;

  const isKnown = parse(operation, { noLocation: true }).definitions.every((definition) => {
    const isOperation = definition.kind === Kind.OPERATION_DEFINITION;
    const root = isOperation ? fullSchema.getRootType(definition.operation) : undefined;
    return isOperation && root ? addSelections(root.name, definition.selectionSet) : false;
  });
  return isKnown ? found : undefined;
}
