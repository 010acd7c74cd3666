import type { RelationQuestion } from '../../schema/hub-context.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { accessContext } from './access-context.ts';
import { createHeldKinship } from './held-kinship.ts';
import { openAgencyClient, type AgencyAccess } from './ask-agency.ts';
import { Asker } from './asker.ts';
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

/** @param policyVersion of the table by which the gateway decides */
export function createRelationClient(agencies: AgencyAccess, policyVersion: () => string): RelationClient {
  const client = openAgencyClient(agencies, timeout);
  const hold = createHeldKinship();
  return {
    askFor: (facts, requestId, until) =>
      hold(async (name, question) => {
        const body = JSON.stringify(question satisfies RelationQuestion);
        const asker = new Asker(requestId, accessContext(facts, policyVersion(), {}));
        const answer = await client.ask(name, { body, asker, until, beside: 'relations' });
        // A supergraph without the agency that would prove a relation: then nobody has it.
        if (!answer) return {};
        const proven = answer.status === 200 ? readRelations(answer.bytes.toString()) : undefined;
        if (proven) return proven;
        const what = `no proof of relations (HTTP ${answer.status})`;
        throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, what);
      }),
    close: () => client.close(),
  };
}

/** Of a gateway that cannot prove itself to any agency: nothing is proven to it. */
export const unprovenRelations: RelationClient = {
  askFor: () => async () => ({}),
  close: async () => {},
};
