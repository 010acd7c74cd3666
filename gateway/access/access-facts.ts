import type { Relation } from '../../schema/policy/relation.ts';

/** Who asks, what for and why: all that the decision looks at. Proven by token, register and stores. */
export interface AccessFacts {
  /** The system that asks, by its id in the register of clients. */
  readonly client: string;
  /** Whom it asks for: the `sub` of the token, a pseudonym. */
  readonly actor: string;
  readonly role: string;
  /** Code of the office, facility, council, registry or employer for which the actor works. */
  readonly organisation?: string;
  /** Opaque id of the actor as a citizen. */
  readonly citizen?: string;
  /** `NONE` when none was stated. */
  readonly purpose: string;
  /** The claim that the request serves, as the caller names it. */
  readonly case?: string;
  /** Why, in the caller's words; for the record alone. */
  readonly reason?: string;
  /** Id of the open emergency access under which the caller asks. */
  readonly emergency?: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
  /** 1 to 3. */
  readonly assurance: number;
  /** Whether the purpose asks for more assurance. */
  readonly assuranceTooLow: boolean;
  /** The day for which is decided, ISO 8601, in Viet Nam. */
  readonly day: string;
}

/** Shows no token, so that only public data are for it. */
export function anonymousFacts(day: string): AccessFacts {
  return {
    client: 'anonymous',
    actor: 'anonymous',
    role: 'ANONYMOUS',
    purpose: 'NONE',
    reasonRecorded: false,
    breakGlass: false,
    assurance: 0,
    assuranceTooLow: false,
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
