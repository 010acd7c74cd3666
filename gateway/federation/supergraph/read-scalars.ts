import { isScalarType, type GraphQLSchema } from 'graphql';
import { scalars } from '../../../subgraphs/kit/resolvers.ts';

/**
 * Lets the schema of a hub read the values of its scalars as the agencies do, so that a day that is none is refused
 * before anything is asked, with the name of its variable and the shape that it should have.
 */
export function readScalars(schema: GraphQLSchema): void {
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}
