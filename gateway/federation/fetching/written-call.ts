import type { ReadShape } from '../reading/read-shape.ts';
import { readReply, type SubgraphReply } from '../reading/read-reply.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import type { HttpAnswer } from './post-json.ts';
import { SchemaRefusal } from './schema-refusal.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** One call as it is sent, and how what comes back is read. */
export interface WrittenCall {
  /** The GraphQL text in it. */
  readonly query: string;
  /** The exact body: JSON with the members of a GraphQL request. */
  readonly body: string;
  readonly shape: ReadShape;
}

/**
 * Reads what came back of a call.
 *
 * @throws SubgraphFault when it is no GraphQL answer, SchemaRefusal when the subgraph would have decided by another schema
 */
export function readAnswer(
  subgraph: Subgraph,
  { shape }: Pick<WrittenCall, 'shape'>,
  { status, mediaType, bytes }: HttpAnswer,
): SubgraphReply {
  // A body of plain JSON beside an error status may come from anything that stands in between.
  const isGraphql = mediaType === 'application/graphql-response+json' || status < 300;
  const reply = isGraphql ? readReply(bytes, shape, subgraph) : undefined;
  if (reply) return reply;
  if (status === 412) throw new SchemaRefusal(subgraph.name, bytes);
  const kind = status >= 400 && status < 500 ? 'OTHER' : 'BROKEN';
  const reason = `no GraphQL answer (HTTP ${status})`;
  throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, reason, kind);
}
