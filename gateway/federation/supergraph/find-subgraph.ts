import type { LoadedSupergraph, Subgraph } from './load-supergraph.ts';

/** @throws Error where there is none of the name */
export function findSubgraph(loaded: LoadedSupergraph, name: string): Subgraph {
  const subgraph = loaded.subgraphs.get(name);
  if (!subgraph) throw new Error(`The plan asks a subgraph that is not in the supergraph: ${name}.`);
  return subgraph;
}
