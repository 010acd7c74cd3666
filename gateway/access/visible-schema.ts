import {
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { GraphQLCompositeType, GraphQLOutputType } from 'graphql';
import { shownFields, type Shown } from './shown-fields.ts';

/**
 * The part of a schema that a caller may see: the fields that it may have, and the types that these lead to. Of the
 * rest it does not learn that it exists.
 *
 * @param sees whether the caller may have a field
 * @returns undefined where nothing is left of the query type
 */
export function visibleSchema(
  schema: GraphQLSchema,
  sees: (parent: string, field: string) => boolean,
): GraphQLSchema | undefined {
  const copies = copyTypes(shownFields(schema, sees));
  const objects = [...copies.values()].filter((type) => isObjectType(type));
  const root = (type: GraphQLObjectType | null | undefined) =>
    objects.find(({ name }) => name === type?.name);
  const query = root(schema.getQueryType());
  if (!query) return undefined;
  const mutation = root(schema.getMutationType());
  const config = { ...schema.toConfig(), query, mutation, subscription: null, assumeValid: true };
  const types: GraphQLObjectType[] = [];
  for (;;) {
    const visible = new GraphQLSchema({ ...config, types });
    // To a type behind an interface nothing need lead but the interface.
    const behind = objects.filter(
      (type) => !visible.getType(type.name) && type.getInterfaces().some(({ name }) => visible.getType(name)),
    );
    if (behind.length === 0) return visible;
    types.push(...behind);
  }
}

/** Copies the types with nothing but what is shown of them. */
function copyTypes(shown: Shown): ReadonlyMap<string, GraphQLCompositeType> {
  const copies = new Map<string, GraphQLCompositeType>();
  function copyOf<Type extends GraphQLCompositeType>({ name }: Type): Type {
    return copies.get(name) as Type;
  }
  const outputOf = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(outputOf(type.ofType));
    if (isListType(type)) return new GraphQLList(outputOf(type.ofType));
    return copies.get(type.name) ?? type;
  };
  for (const [type, parts] of shown) {
    if (isUnionType(type)) {
      const members = type.getTypes().filter(({ name }) => parts.includes(name));
      copies.set(type.name, new GraphQLUnionType({ ...type.toConfig(), types: () => members.map(copyOf) }));
      continue;
    }
    const interfaces = type.getInterfaces().filter((each) => shown.has(each));
    const shownParts = {
      interfaces: () => interfaces.map(copyOf),
      fields: () => pick(type.toConfig().fields, parts, outputOf),
    };
    copies.set(
      type.name,
      isInterfaceType(type)
        ? new GraphQLInterfaceType({ ...type.toConfig(), ...shownParts })
        : new GraphQLObjectType({ ...type.toConfig(), ...shownParts }),
    );
  }
  return copies;
}

function pick<Field extends { readonly type: GraphQLOutputType }>(
  fields: Readonly<Record<string, Field>>,
  names: readonly string[],
  outputOf: (type: GraphQLOutputType) => GraphQLOutputType,
): Record<string, Field> {
  const picked = names.flatMap((name) => {
    const field = fields[name];
    return field ? [[name, { ...field, type: outputOf(field.type) }] as const] : [];
  });
  return Object.fromEntries(picked);
}
