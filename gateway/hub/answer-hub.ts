import type { LocalSubgraph } from '../federation/fetching/local-subgraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import { accessContext } from '../trust/access-context.ts';
import type { HubSubgraph } from './hub-subgraph.ts';

/** Answers the fetches to the hub's own subgraph, with what is proven of the caller. */
export function answerHub(hub: HubSubgraph, policyVersion: () => string): LocalSubgraph<RequestContext> {
  return async (request, { facts, relations }) => {
    if (!facts || !relations) return hub.answer(request, { scopes: new Set() });
    return hub.answer(request, {
      access: accessContext(facts, policyVersion(), await relations.about([])),
      scopes: facts.scopes,
      caseNamed: facts.case,
    });
  };
}
