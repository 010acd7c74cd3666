import type { Relation } from '../../../schema/policy/relation.ts';
import type { ClaimRecord } from '../../../subgraphs/vss/collections.ts';
import type { Identity } from '../asking/identity.ts';
import type { KnownWorld } from './known-world.ts';
import { representedBy } from './represented.ts';
import type { Standing } from './standing.ts';
import { isClaimantsChild } from './whose-child.ts';

/** In which relations a caller stands to a record. */
export type RelationsTo = (standing: Standing) => readonly Relation[];

/** What is true of a caller. */
export interface CallerRelations {
  readonly to: RelationsTo;
  /** Those that the caller can have to some record. */
  readonly possible: readonly Relation[];
}

/**
 * The relations of a caller: true ones, worked out from everything that is stored. Nobody works on their own file.
 *
 * @param today ISO day
 */
export function relationsOfCaller(world: KnownWorld, identity: Identity, today: string): CallerRelations {
  const { role, citizen, organisation } = identity;
  const represented = citizen === undefined ? new Set<string>() : representedBy(world, citizen, today);
  const claim = caseOf(world, identity);
  // The papers of a child that others have now may be about it: they are closed with it.
  const isOpen = claim && (claim.childId === undefined || isClaimantsChild(world, claim, today));
  const people = isOpen ? [claim.claimantId, claim.childId] : [claim?.claimantId];
  const papers = isOpen ? claim.evidence.map(({ document }) => document?.id) : [];
  const employs = (person: string) =>
    role === 'EMPLOYER_HR' && organisation !== undefined && isEmployee(world, person, organisation);
  const possible: Relation[] = ['NONE', 'DUTY'];
  if (citizen !== undefined) possible.push('SELF');
  if (represented.size > 0) possible.push('REPRESENTED');
  if (claim) possible.push('CASE');
  if (organisation !== undefined) possible.push('OWN_RECORD');
  const to: RelationsTo = ({ subject, document, claim: claimId, madeBy, ofEmployment, duty }) => {
    const held: Relation[] = ['NONE'];
    if (subject !== undefined && represented.has(subject)) held.push('REPRESENTED');
    if (subject !== undefined && subject === citizen) return [...held, 'SELF'];
    const isOfCase =
      (claimId !== undefined && claimId === claim?.id) ||
      (subject !== undefined && people.includes(subject)) ||
      (document !== undefined && papers.includes(document));
    if (claim && isOfCase) held.push('CASE');
    const isEmployees = subject !== undefined && !ofEmployment && employs(subject);
    if ((madeBy !== undefined && madeBy === organisation) || isEmployees) held.push('OWN_RECORD');
    if (duty.includes(role)) held.push('DUTY');
    return held;
  };
  return role === 'ANONYMOUS' ? { to: () => ['NONE'], possible: ['NONE'] } : { to, possible };
}

/** An open claim of the officer's office; never the officer's own file, that of a child of theirs, nor a colleague's. */
function caseOf(
  { claims, insured, employers }: KnownWorld,
  { role, citizen, organisation, case: name }: Identity,
): ClaimRecord | undefined {
  if (name === undefined || !role.startsWith('VSS_')) return undefined;
  const claim = claims.find(({ id, number }) => id === name || number === name);
  if (!claim || claim.office !== organisation || ['DRAFT', 'CLOSED'].includes(claim.state)) return undefined;
  const children = claims.flatMap(({ claimantId, childId }) => (claimantId === citizen ? [childId] : []));
  const family = [citizen, ...children].filter((each) => each !== undefined);
  if (family.some((each) => [claim.claimantId, claim.childId].includes(each))) return undefined;
  const employer = [insured.get(claim.claimantId)?.employerId, claim.employerId];
  const isColleague = employer.some((code) => employers.get(code ?? '')?.office === organisation);
  return isColleague ? undefined : claim;
}

function isEmployee({ insured, claims }: KnownWorld, person: string, employer: string): boolean {
  const { employerId, status } = insured.get(person) ?? {};
  return (
    (employerId === employer && status === 'ACTIVE') ||
    claims.some(
      (claim) =>
        claim.claimantId === person &&
        claim.employerId === employer &&
        !['DRAFT', 'CLOSED'].includes(claim.state),
    )
  );
}
