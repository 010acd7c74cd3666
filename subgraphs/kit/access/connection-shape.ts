import { getNamedType, isObjectType, type GraphQLNamedType } from 'graphql';

/**
 * What the rows of a Relay connection are; undefined for any other type.
 *
 * @see https://relay.dev/graphql/connections.htm
 */
export function nodeOfConnection(type: GraphQLNamedType): GraphQLNamedType | undefined {
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return undefined;
  const { edges, pageInfo } = type.getFields();
  return edges && pageInfo && nodeOfEdge(getNamedType(edges.type));
}

/** What the row of an edge is; undefined for any other type. */
export function nodeOfEdge(type: GraphQLNamedType): GraphQLNamedType | undefined {
  if (!isObjectType(type) || !type.name.endsWith('Edge')) return undefined;
  const { node, cursor } = type.getFields();
  return node && cursor && getNamedType(node.type);
}
