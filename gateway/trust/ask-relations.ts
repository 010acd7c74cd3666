import type { ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { postSigned, type ProofHeaders } from '../federation/fetching/post-signed.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import { accessContext } from './access-context.ts';
import { Asker } from './asker.ts';
import type { ContextSessions } from './context-sessions.ts';
import { readRelations } from './read-relations.ts';
import type { AskRelations } from './prove-relations.ts';

/** Asks subgraphs for relations, at `/relations` beside their `/graphql`. */
export interface RelationClient {
  /** @param until moment of `performance.now()` by which the request must be answered */
  askFor(facts: AccessFacts, requestId: string, until?: number): AskRelations;
  close(): Promise<void>;
}

/** Milliseconds that a proof may take: it stands before everything else of a request. */
const timeout = 5_000;

/**
 * @param subgraphs those of the supergraph that is served now
 * @param policyVersion of the table by which the gateway decides
 */
export function createRelationClient(
  subgraphs: () => readonly Subgraph[],
  { sign, refused }: Pick<ContextSessions, 'sign' | 'refused'>,
  policyVersion: () => string,
  guards: SubgraphGuards,
): RelationClient {
  const poster = guards.openPoster(timeout);
  return {
    askFor: (facts, requestId, until) => async (name, question) => {
      const subgraph = subgraphs().find((one) => one.name === name);
      // A supergraph without the agency that would prove a relation: then nobody has it.
      if (!subgraph) return {};
      const body = JSON.stringify(question satisfies RelationQuestion);
      const asker = new Asker(requestId, accessContext(facts, policyVersion(), {}));
      const url = new URL('relations', subgraph.url).href;
      const signer = {
        sign: () => sign({ subgraph: name, body, asker }),
        refused: (headers: ProofHeaders) => refused(name, headers),
      };
      const { status, bytes } = await guards.read(name, () =>
        postSigned(poster, { name, url }, body, signer, until),
      );
      const proven = status === 200 ? readRelations(bytes.toString()) : undefined;
      if (!proven)
        throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, `no proof of relations (HTTP ${status})`);
      return proven satisfies ProvenRelations;
    },
    close: () => poster.close(),
  };
}

/** Of a gateway that cannot prove itself to any agency: nothing is proven to it. */
export const unprovenRelations: RelationClient = {
  askFor: () => async () => ({}),
  close: async () => {},
};
