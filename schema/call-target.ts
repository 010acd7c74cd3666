/** Media type of GraphQL requests and of whatever else the gateway writes itself. */
const json = 'application/json';

/**
 * What is asked of a subgraph, beside the body: the method, the address and the media type, without which nobody knows what
 * a body means. Gateway and subgraph write it in the same words, and a call is proven over them.
 *
 * @param endpoint beside `graphql`, without a leading slash: a proxy may serve them all under a path of its own
 * @param contentType the whole header as it is sent
 */
export function callTarget(endpoint: string, contentType: string = json): string {
  return `POST ${endpoint} ${contentType}`;
}

/** That of every fetch. */
export const graphqlTarget = callTarget('graphql');
