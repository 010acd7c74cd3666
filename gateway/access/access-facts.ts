import type { Relation } from '../../schema/policy/relation.ts';
import type { AccessRequest } from '../identity/request/access-request.ts';

/** Who asks, what for and why: all that the decision looks at. Proven by token, register and stores. */
export interface AccessFacts extends Omit<AccessRequest, 'breakGlass'> {
  /** Id of the open emergency access under which the caller asks. */
  readonly emergency: string | undefined;
  /** Whether emergency access is open, and not just claimed to be. */
  readonly breakGlass: boolean;
  readonly reasonRecorded: boolean;
}

/** The facts of a request, once it is known whether the emergency access that it names is open. */
export function accessFacts({ breakGlass: emergency, ...request }: AccessRequest): AccessFacts {
  return {
    ...request,
    emergency,
    breakGlass: emergency !== undefined,
    reasonRecorded: request.reason !== undefined,
  };
}

/** Of a caller who shows no token, so that only public data are for it. */
export function anonymousFacts(day: string): AccessFacts {
  return {
    client: 'anonymous',
    actor: 'anonymous',
    role: 'ANONYMOUS',
    organisation: undefined,
    citizen: undefined,
    purpose: 'NONE',
    operation: undefined,
    case: undefined,
    caseMissing: false,
    dryRun: false,
    reason: undefined,
    emergency: undefined,
    breakGlass: false,
    reasonRecorded: false,
    assurance: 1,
    assuranceTooLow: false,
    scopes: new Set(),
    day,
  };
}

/** The relations to data subjects that a caller can turn out to have; an agency proves which it has. */
export function possibleRelations(facts: AccessFacts): readonly Relation[] {
  const relations: Relation[] = ['NONE', 'DUTY'];
  if (facts.citizen !== undefined) relations.push('SELF', 'REPRESENTED');
  if (facts.case !== undefined) relations.push('CASE');
  if (facts.organisation !== undefined) relations.push('OWN_RECORD');
  return relations;
}
