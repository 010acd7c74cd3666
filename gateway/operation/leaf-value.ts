import { isScalarType } from 'graphql';
import type { GraphQLOutputType, GraphQLScalarType } from 'graphql';

const MAX_INT = 2 ** 31 - 1;

/**
 * Whether a JSON value can stand for a scalar in an answer. The gateway knows the five scalars of GraphQL;
 * a custom scalar means what its subgraph says, so there any value but null will do.
 */
export function isLeafValue(type: GraphQLOutputType, value: unknown): type is GraphQLScalarType {
  if (!isScalarType(type)) return false;
  switch (type.name) {
    case 'Int':
      return (
        typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= -MAX_INT - 1
      );
    case 'Float':
      return typeof value === 'number';
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'ID':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    default:
      return true;
  }
}
