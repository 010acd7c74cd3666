import type { LocalSubgraph } from '../federation/fetching/local-subgraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import { accessContext } from '../trust/access-context.ts';
import type { DelaysClient } from '../trust/ask-delays.ts';
import type { HubSubgraph } from './hub-subgraph.ts';

/** Answers the fetches to the hub's own subgraph, with what is proven of the caller. */
export function answerHub(
  hub: HubSubgraph,
  policyVersion: () => string,
  delays: Pick<DelaysClient, 'ask'>,
): LocalSubgraph<RequestContext> {
  return async (request, context) => {
    const { facts, relations } = context;
    if (!facts || !relations) return hub.answer(request, { scopes: new Set() });
    const access = accessContext(facts, policyVersion(), await relations.about([]));
    return hub.answer(request, {
      access,
      delays: (period) => delays.ask(access, context, period),
      scopes: facts.scopes,
      caseNamed: facts.case,
    });
  };
}
