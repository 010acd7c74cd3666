import type { ReadShape } from '../reading/read-shape.ts';
import { readReply, type SubgraphReply } from '../reading/read-reply.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import type { Poster } from './post-json.ts';
import { postSigned, type BodySigner } from './post-signed.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** One call as it is sent, and how what comes back is read. */
export interface WrittenCall {
  /** The GraphQL text in it. */
  readonly query: string;
  /** The exact body: JSON with the members of a GraphQL request. */
  readonly body: string;
  readonly shape: ReadShape;
}

export interface SubgraphClient {
  /**
   * @param until moment of `performance.now()` by which the answer must be there
   * @throws SubgraphFault when there is no GraphQL answer
   */
  readonly send: (
    subgraph: Subgraph,
    call: WrittenCall,
    signer: BodySigner | undefined,
    until?: number,
  ) => Promise<SubgraphReply>;
  readonly close: () => Promise<void>;
}

/** Posts operations to subgraphs. Whoever opened the poster leaves it to the client to close. */
export function createSubgraphClient(poster: Poster): SubgraphClient {
  return {
    async send(subgraph, { body, shape }, signer, until) {
      const { status, mediaType, bytes } = await (signer
        ? postSigned(poster, subgraph, body, signer, until)
        : poster.post(subgraph, {}, body, until));
      // A body of plain JSON beside an error status may come from anything that stands in between.
      const isGraphql = mediaType === 'application/graphql-response+json' || status < 300;
      const reply = isGraphql ? readReply(bytes, shape, subgraph) : undefined;
      if (reply) return reply;
      const kind = status >= 400 && status < 500 ? 'OTHER' : 'BROKEN';
      const reason = `no GraphQL answer (HTTP ${status})`;
      throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, reason, kind);
    },
    close: () => poster.close(),
  };
}
