import type { AccessContext, ProvenCase } from '../../../schema/hub-context.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import type { Standing } from './standing.ts';

/**
 * The relations in which a caller stands to a record, weakest first; `NONE` is always one of them. They rest on what
 * agencies have proven and on the record itself, never on the caller's word.
 *
 * Nobody works on their own file: whoever is the subject of a record has no relation of office to it (`CASE`,
 * `OWN_RECORD`, `DUTY`), whatever was proven.
 */
export function relationsOf(standing: Standing, access: AccessContext | undefined): readonly Relation[] {
  if (!access) return ['NONE'];
  const { subject, madeBy, ofEmployment, duty } = standing;
  const { citizen, organisation, role, relations } = access;
  const held: Relation[] = ['NONE'];
  const isOwnFile = subject !== undefined && subject === citizen;
  if (isOwnFile) held.push('SELF');
  if (includes(relations.represented, subject)) held.push('REPRESENTED');
  if (isOwnFile) return held;
  if (relations.case && covers(relations.case, standing)) held.push('CASE');
  const isEmployees = !ofEmployment && includes(relations.employees, subject);
  if (includes(madeBy, organisation) || isEmployees) held.push('OWN_RECORD');
  if (includes(duty, role)) held.push('DUTY');
  return held;
}

/** Whether a caller has any relation to what a record is about: whoever has none is not told whether there is one. */
export function isRelated(standing: Standing, access: AccessContext | undefined): boolean {
  return relationsOf(standing, access).some((relation) => relation !== 'NONE');
}

/** The relations in which a caller could stand to some record, weakest first: what is not among them, no record gives. */
export function possibleRelations(access: AccessContext | undefined): readonly Relation[] {
  if (!access) return ['NONE'];
  const { citizen, organisation, relations } = access;
  const held: Relation[] = ['NONE'];
  if (citizen !== undefined) held.push('SELF');
  if (relations.represented?.length) held.push('REPRESENTED');
  if (relations.case) held.push('CASE');
  if (organisation !== undefined || relations.employees?.length) held.push('OWN_RECORD');
  // To whom the law gives a duty, each record says for itself.
  held.push('DUTY');
  return held;
}

/**
 * Whom a record is about, where the caller would stand nearer to it if that person were proven to be an employee of the
 * caller's organisation, or a child whom the case names to be the claimant's; undefined where such a proof would change nothing,
 * or nobody asks for one.
 */
export function possiblyProven(
  { subject, madeBy, ofEmployment }: Standing,
  access: AccessContext | undefined,
): string | undefined {
  if (!access || subject === access.citizen) return undefined;
  const { employees, case: named } = access.relations;
  if (named?.child !== undefined && named.child.id === subject) return subject;
  if (employees === undefined || ofEmployment) return undefined;
  const isOwn = includes(employees, subject) || includes(madeBy, access.organisation);
  return isOwn ? undefined : subject;
}

/** A case is about its people, rests on its papers, and is itself a record. */
function covers({ claim, subjects, documents }: ProvenCase, standing: Standing): boolean {
  return (
    claim === standing.claim || includes(subjects, standing.subject) || includes(documents, standing.document)
  );
}

function includes(list: readonly string[] | undefined, value: string | undefined): boolean {
  return value !== undefined && list !== undefined && list.includes(value);
}
