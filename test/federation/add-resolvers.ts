import { isInterfaceType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';

type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A schema with resolvers put into it: what one server with all the data is. Changes `schema`. */
export function addResolversToSchema(schema: GraphQLSchema, resolvers: Resolvers): GraphQLSchema {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    for (const [name, resolver] of Object.entries(fields)) {
      if (name === '__resolveType' && (isInterfaceType(type) || isUnionType(type))) {
        type.resolveType = resolver as (value: unknown) => string;
      } else if (isObjectType(type)) {
        const field = type.getFields()[name];
        if (field) field.resolve = resolver as NonNullable<typeof field.resolve>;
      }
    }
  }
  return schema;
}
