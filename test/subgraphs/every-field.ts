import {
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLNamedType,
} from 'graphql';

const valueOfType: Readonly<Record<string, string>> = {
  Date: '"2026-03-02"',
  ID: '"someone"',
  Int: '2026',
  String: '"001226000001"',
};

/**
 * A selection of every field of a type and of the types below it, with a value for each argument that must be given.
 * Entities below it are asked for their id: they are types of their own.
 */
export function everyField(type: GraphQLNamedType, below = false): string {
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const isEntity = type.astNode?.directives?.some(({ name }) => name.value === 'key');
  if (below && isEntity) return '{ id }';
  const selections = Object.values(type.getFields()).map(
    (field) => `${field.name}${given(field.args)} ${everyField(getNamedType(field.type), true)}`,
  );
  return `{ ${selections.join(' ')} }`;
}

function given(args: readonly GraphQLArgument[]): string {
  const required = args.filter(isRequiredArgument);
  if (required.length === 0) return '';
  return `(${required.map(({ name, type }) => `${name}: ${valueOf(getNamedType(type))}`).join(', ')})`;
}

function valueOf(type: GraphQLNamedType): string | undefined {
  return isEnumType(type) ? type.getValues()[0]?.name : valueOfType[type.name];
}

/** Paths of an answer at which there is null. */
export function nullPaths(value: unknown, path = ''): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => nullPaths(inner, `${path}.${key}`));
}
