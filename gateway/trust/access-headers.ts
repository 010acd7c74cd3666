import type { SubgraphCall } from '../federation/create-federation.ts';
import type { RequestContext } from '../http/request-context.ts';
import { accessContext } from './access-context.ts';
import type { ContextSigner } from './context-signer.ts';
import type { NeededRelations } from './needed-relations.ts';

/** The shape of an opaque id: 128 bits in base64url (`subgraphs/kit/pseudonym.ts`). */
const opaqueId = /(?<![\w-])[\w-]{22}(?![\w-])/g;

/** No relation is asked for more citizens than a page can hold. */
const mostCitizens = 1_000;

/**
 * Headers for a fetch: the signed context with who asks, and the relations that are proven between the caller and the
 * citizens whom the fetch is about.
 *
 * @param neededFor which relations are worth a proof
 */
export function createAccessHeaders(
  sign: ContextSigner,
  policyVersion: () => string,
  neededFor: NeededRelations,
): (call: SubgraphCall<RequestContext>) => Promise<Readonly<Record<string, string>>> {
  return async ({ subgraph, body, request, context }) => {
    const { requestId, facts, relations } = context;
    if (!facts || !relations) return sign({ subgraph, body, requestId });
    const needed = neededFor(facts, request.query);
    const proven = await relations.about(needed.has('OWN_RECORD') ? citizensIn(body) : [], needed);
    return sign({ subgraph, body, requestId, access: accessContext(facts, policyVersion(), proven) });
  };
}

/**
 * The citizens whom a fetch can be about: every opaque id in it, whether it came from the client's text, from a variable
 * or as the key of an entity. An id of something else is nobody's, and nothing is proven about it.
 */
function citizensIn(body: string): readonly string[] {
  return [...new Set(body.match(opaqueId))].slice(0, mostCitizens);
}
