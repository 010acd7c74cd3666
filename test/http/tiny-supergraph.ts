import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** A composed supergraph of one subgraph with these types. */
export function tinySupergraph(types: string, url = 'http://127.0.0.1:1/graphql'): string {
  const typeDefs = parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"]) ${types}`,
  );
  const { supergraphSdl, errors } = composeServices([{ name: 'one', url, typeDefs }]);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'does not compose');
  return supergraphSdl;
}
