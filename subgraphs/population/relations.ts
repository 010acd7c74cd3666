import type { FamilyRelationKind, FamilyRelationRecord } from './collections.ts';

/** Answers of a register to a question about a fact. */
export type VerificationOutcome = 'MATCH' | 'MISMATCH' | 'NOT_FOUND';

/** Relations by which a person may act for another: parents of a minor, guardians (Law 91/2025 Art. 24). */
const representing = ['MOTHER', 'FATHER', 'ADOPTIVE_PARENT', 'GUARDIAN'] as const;

/** Parents in law: by birth or by adoption. */
export const parentKinds = ['MOTHER', 'FATHER', 'ADOPTIVE_PARENT'] as const;

/** Age in years at which a person acts alone; parents represent up to the day before (Civil Code 2015 Art. 20-21). */
const majority = 18;

/** Whether a relation is in force on a day. */
function inForce(relation: FamilyRelationRecord, on: Temporal.PlainDate): boolean {
  const day = on.toString();
  return relation.validFrom <= day && (relation.validTo === undefined || day <= relation.validTo);
}

/** The relation of one of these kinds that is in force and proven by more than a statement. */
export function provenRelation(
  relations: readonly FamilyRelationRecord[],
  kinds: readonly FamilyRelationKind[],
  on: Temporal.PlainDate,
): FamilyRelationRecord | undefined {
  return relations.find(
    (relation) =>
      kinds.includes(relation.kind) && relation.provenBy !== 'DECLARATION' && inForce(relation, on),
  );
}

/**
 * Whether a person may act for another on a day.
 *
 * @param relations what that person is to the represented one
 * @param birthDate of the represented person; without it a parent cannot be shown to represent
 */
export function mayRepresent(
  relations: readonly FamilyRelationRecord[],
  birthDate: Temporal.PlainDate | undefined,
  on: Temporal.PlainDate,
): boolean {
  const relation = provenRelation(relations, representing, on);
  if (!relation) return false;
  if (relation.kind === 'GUARDIAN') return true;
  return birthDate !== undefined && Temporal.PlainDate.compare(on, birthDate.add({ years: majority })) < 0;
}
