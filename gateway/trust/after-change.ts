import { SchemaRefusal } from '../federation/fetching/schema-refusal.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { WithheldReply } from '../federation/fetching/withheld-reply.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import type { ClassificationCheck } from './check-classification.ts';

/**
 * What a change that failed teaches of the agency's schema. An agency of this kit tells it where it is none of those that the
 * change named; where something else shows that it has another one, it is asked for it before the next change.
 *
 * @returns what is told of the change: what is refused for a schema that is less strict does not go another time
 */
export function afterChange(
  fault: SubgraphFault,
  graph: Pick<LoadedSupergraph, 'access'>,
  classification: Pick<ClassificationCheck, 'learn' | 'doubt'>,
): SubgraphFault {
  const { subgraph } = fault;
  if (fault instanceof SchemaRefusal && fault.sdl !== undefined) {
    const reason = classification.learn(subgraph, fault.sdl, graph);
    return reason === undefined ? fault : new SubgraphFault('SUBGRAPH_ERROR', subgraph, reason);
  }
  if (fault instanceof SchemaRefusal || fault instanceof WithheldReply) classification.doubt(subgraph, graph);
  return fault;
}
