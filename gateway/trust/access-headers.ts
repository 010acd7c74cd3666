import type { Relation } from '../../schema/policy/relation.ts';
import type { FederationOptions } from '../federation/create-federation.ts';
import type { RequestContext } from '../http/request-context.ts';
import { opaqueIdsIn } from '../operation/opaque-ids.ts';
import { createAskers, type Asker } from './asker.ts';
import type { ContextSessions } from './context-sessions.ts';
import type { NeededRelations } from './needed-relations.ts';

const ofCase: ReadonlySet<Relation> = new Set(['CASE']);

/** The relations that can be proven of somebody once they are found: an employee, or the child of a case. */
const ofFound: ReadonlySet<Relation> = new Set(['OWN_RECORD', 'CASE']);

/** No relation is asked for more citizens than a page can hold. */
const mostCitizens = 1_000;

/**
 * Headers for a fetch: the signed context with who asks, and the relations that are proven between the caller and the
 * citizens whom the fetch is about.
 *
 * @param neededFor which relations are worth a proof
 */
export function createAccessHeaders(
  proofs: Pick<ContextSessions, 'sign' | 'signChange'>,
  policyVersion: () => string,
  neededFor: NeededRelations,
): NonNullable<FederationOptions<RequestContext>['headersFor']> {
  const askerOf = createAskers(policyVersion);
  return async ({ subgraph, body, query, context, found, reading, classifications }) => {
    const { facts, relations } = context;
    const prove = reading ? proofs.sign : proofs.signChange;
    const sign = (asker: Asker) => prove({ subgraph, body, asker, classifications });
    if (!facts || !relations) return sign(askerOf(context));
    const needed = neededFor(facts, query);
    const citizens = needed.has('OWN_RECORD') ? [...new Set([...opaqueIdsIn(body), ...found])] : [];
    const carried = reading && needed.has('CASE') ? relations.caseToCarry(subgraph, reading) : undefined;
    const asked = carried === undefined ? needed : needed.difference(ofCase);
    const proven = await relations.about(citizens.slice(0, mostCitizens), asked);
    return sign(askerOf(context, proven, carried));
  };
}

/**
 * Of citizens whom an agency found in a query, the employees of the caller's organisation and the people of the case: they are
 * not named in what the caller asked, or the agency answered before the registers had said whose child it is.
 */
export async function proveFound(
  citizens: readonly string[],
  { relations }: Pick<RequestContext, 'relations'>,
): Promise<readonly string[]> {
  const proven = await relations?.about(citizens.slice(0, mostCitizens), ofFound);
  const people = new Set(proven?.case?.subjects);
  return [...(proven?.employees ?? []), ...citizens.filter((id) => people.has(id))];
}
