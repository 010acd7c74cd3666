import { isCompositeType } from '@apollo/federation-internals';
import type { LoadedSupergraph } from '../supergraph/load-supergraph.ts';
import { compositeTypeOf } from './local-field.ts';

/** Which object, interface or union a field gives in one subgraph; undefined for a leaf and for an unknown field. */
export type TypeInSubgraph = (subgraph: string, parent: string, field: string) => string | undefined;

/**
 * Where several subgraphs share a field, one may give a narrower type than another. Where a subgraph was split for
 * planning and its own field is not found, the type of the whole graph counts, which is never narrower.
 */
export function subgraphTypes({ planner }: Pick<LoadedSupergraph, 'planner'>): TypeInSubgraph {
  const { supergraph } = planner;
  const schemas = new Map([...supergraph.subgraphs()].map(({ name, schema }) => [name, schema]));
  return (subgraph, parent, field) => {
    const types = [schemas.get(subgraph), supergraph.schema].map((schema) => schema?.type(parent));
    return types
      .flatMap((type) => (type && isCompositeType(type) ? [compositeTypeOf(type, field)?.name] : []))
      .find((name) => name !== undefined);
  };
}
