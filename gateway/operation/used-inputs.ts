import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, Kind } from 'graphql';
import type { ArgumentNode, GraphQLArgument, GraphQLInputType, ValueNode } from 'graphql';

/** Coerced values of an operation's variables. */
type Variables = Readonly<Record<string, unknown>>;

/**
 * The inputs that a field uses, by coordinate: arguments (`Query.claims(state:)`), the input fields inside their values
 * (`CitizenFilter.name`) and enum values (`CitizenOrder.NAME`), read through variables. An input tells as much as the
 * datum that it is compared with: a caller could find out a number that it may not see by asking for it.
 *
 * A variable that was not sent leaves its argument out. A null that was sent counts: to ask for what is absent is to ask.
 *
 * @param field coordinate of the field
 */
export function usedInputs(
  field: string,
  definitions: readonly GraphQLArgument[],
  given: readonly ArgumentNode[],
  variables: Variables,
): readonly string[] {
  const used = new Set<string>();
  for (const { name, value } of given) {
    const definition = definitions.find((argument) => argument.name === name.value);
    if (!definition || isAbsent(value, variables)) continue;
    used.add(`${field}(${name.value}:)`);
    addNode(used, definition.type, value, variables);
  }
  return [...used];
}

function isAbsent(value: ValueNode, variables: Variables): boolean {
  return value.kind === Kind.VARIABLE && !Object.hasOwn(variables, value.name.value);
}

function addNode(used: Set<string>, type: GraphQLInputType, node: ValueNode, variables: Variables): void {
  if (node.kind === Kind.VARIABLE) {
    addUsedInputs(used, type, variables[node.name.value]);
    return;
  }
  if (node.kind === Kind.LIST) {
    for (const each of node.values) addNode(used, elementType(type), each, variables);
    return;
  }
  const named = getNamedType(type);
  if (node.kind === Kind.ENUM && isEnumType(named)) used.add(`${named.name}.${node.value}`);
  if (node.kind !== Kind.OBJECT || !isInputObjectType(named)) return;
  for (const { name, value } of node.fields) {
    const field = named.getFields()[name.value];
    if (!field || isAbsent(value, variables)) continue;
    used.add(`${named.name}.${name.value}`);
    addNode(used, field.type, value, variables);
  }
}

/** Adds the inputs inside a coerced value of a type. */
export function addUsedInputs(used: Set<string>, type: GraphQLInputType, value: unknown): void {
  if (Array.isArray(value)) {
    for (const each of value) addUsedInputs(used, elementType(type), each);
    return;
  }
  const named = getNamedType(type);
  if (isEnumType(named) && value !== null && value !== undefined) used.add(`${named.name}.${String(value)}`);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const field = named.getFields()[name];
    if (!field) continue;
    used.add(`${named.name}.${name}`);
    addUsedInputs(used, field.type, inner);
  }
}

/** Of a value that stands for a list of one, the type is that of the list. */
function elementType(type: GraphQLInputType): GraphQLInputType {
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? nullable.ofType : nullable;
}
