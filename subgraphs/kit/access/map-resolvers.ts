import {
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLFieldConfigMap,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';

/** Gives a field another resolver. */
export type MapResolver<Context> = (
  field: GraphQLField<unknown, Context>,
  type: GraphQLObjectType<unknown, Context>,
) => GraphQLFieldResolver<unknown, Context>;

/** A copy of a schema whose objects have other resolvers; everything else of it is the same. */
export function mapResolvers<Context>(schema: GraphQLSchema, map: MapResolver<Context>): GraphQLSchema {
  const copies = new Map<string, GraphQLNamedType>();
  const named = <Type extends GraphQLNamedType>(type: Type): Type => (copies.get(type.name) ?? type) as Type;
  const output = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isListType(type)) return new GraphQLList(output(type.ofType));
    if (isNonNullType(type)) return new GraphQLNonNull(output(type.ofType) as typeof type.ofType);
    return named(type);
  };
  const typed = (fields: GraphQLFieldConfigMap<unknown, Context>) =>
    mapEntries(fields, (field) => ({ ...field, type: output(field.type) }));
  // Types refer to each other in circles, so what they hold is made when all of them are there.
  const copyOf = (type: GraphQLNamedType): GraphQLNamedType => {
    if (isObjectType(type)) {
      const config = type.toConfig();
      return new GraphQLObjectType({
        ...config,
        interfaces: () => config.interfaces.map(named),
        fields: () =>
          mapEntries(type.getFields(), (field, name) => ({
            ...config.fields[name],
            type: output(field.type),
            resolve: map(field, type),
          })),
      });
    }
    if (isInterfaceType(type)) {
      const config = type.toConfig();
      const interfaces = () => config.interfaces.map(named);
      return new GraphQLInterfaceType({ ...config, interfaces, fields: () => typed(config.fields) });
    }
    if (isUnionType(type)) {
      const config = type.toConfig();
      return new GraphQLUnionType({ ...config, types: () => config.types.map(named) });
    }
    return type;
  };
  const config = schema.toConfig();
  const own = config.types.filter((type) => !isIntrospectionType(type));
  for (const type of own) copies.set(type.name, copyOf(type));
  return new GraphQLSchema({
    ...config,
    types: own.map(named),
    query: config.query && named(config.query),
    mutation: config.mutation && named(config.mutation),
    subscription: config.subscription && named(config.subscription),
  });
}

function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
