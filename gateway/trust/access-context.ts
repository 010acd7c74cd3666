import type { AccessContext, ProvenRelations } from '../../schema/hub-context.ts';
import type { AccessFacts } from '../access/access-facts.ts';

/**
 * What a subgraph is told of who asks. The caller's reason and the id of an emergency access stay at the gateway: a
 * subgraph decides by their being there.
 */
export function accessContext(
  facts: AccessFacts,
  policyVersion: string,
  relations: ProvenRelations,
  caseToProve?: string,
): AccessContext {
  const { client, actor, role, organisation, citizen, purpose, assurance, reasonRecorded, breakGlass, day } =
    facts;
  return {
    client,
    actor,
    role,
    ...(organisation !== undefined && { organisation }),
    ...(citizen !== undefined && { citizen }),
    purpose: facts.assuranceTooLow ? 'NONE' : purpose,
    assurance,
    reasonRecorded,
    breakGlass,
    day,
    policyVersion,
    relations,
    ...(caseToProve !== undefined && { caseToProve }),
  };
}
