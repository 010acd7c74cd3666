import type { FamilyRelationKind, FamilyRelationRecord } from './collections.ts';

/** Answers of a register to a question about a fact. */
export type VerificationOutcome = 'MATCH' | 'MISMATCH' | 'NOT_FOUND';

/** Parents in law: by birth or by adoption. */
export const parentKinds = ['MOTHER', 'FATHER', 'ADOPTIVE_PARENT'] as const;

/** Age in years at which a person acts alone; parents represent up to the day before (Civil Code 2015 Art. 20-21). */
const majority = 18;

/** Whether a relation is in force on a day. One that the register named by mistake never was, not on its last day either. */
function inForce(relation: FamilyRelationRecord, on: Temporal.PlainDate): boolean {
  if (relation.withdrawnBy !== undefined) return false;
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

/** All that decides whether a person may act for another. */
export interface Representation {
  /** What that person is to the represented one. */
  readonly own: readonly FamilyRelationRecord[];
  /** By whom the represented one was adopted. */
  readonly adoptions: readonly FamilyRelationRecord[];
  /** Whose spouse that person is or was. */
  readonly marriages: readonly FamilyRelationRecord[];
  /** Of the represented one; without it a parent cannot be shown to represent. */
  readonly birthDate: string | undefined;
}

/**
 * Whether a person may act for another on a day: a guardian, or a parent of a minor (Law 91/2025 Art. 24). Parents whose
 * child was adopted no longer, unless they were married to who adopted it on the day of the adoption: a stepparent takes
 * nobody's place (Law on Adoption 52/2010 Art. 24(4)), and a later divorce or marriage changes no adoption.
 */
export function mayRepresent(representation: Representation, on: Temporal.PlainDate): boolean {
  const { own, adoptions, marriages, birthDate } = representation;
  if (provenRelation(own, ['GUARDIAN'], on)) return true;
  if (birthDate === undefined || isOfAge(Temporal.PlainDate.from(birthDate), on)) return false;
  if (provenRelation(own, ['ADOPTIVE_PARENT'], on)) return true;
  const inEffect = adoptions.filter((adoption) => provenRelation([adoption], ['ADOPTIVE_PARENT'], on));
  const isGivenUp = inEffect.length > 0 && !inEffect.some((adoption) => isByStepparent(adoption, marriages));
  return !isGivenUp && provenRelation(own, ['MOTHER', 'FATHER'], on) !== undefined;
}

/** Whether a parent was married to who adopted the child when the adoption began. */
function isByStepparent(
  { relativeId, validFrom }: FamilyRelationRecord,
  marriages: readonly FamilyRelationRecord[],
): boolean {
  const toAdopter = marriages.filter((marriage) => marriage.relativeId === relativeId);
  return provenRelation(toAdopter, ['SPOUSE'], Temporal.PlainDate.from(validFrom)) !== undefined;
}

/** Whether somebody acts alone on a day. */
export function isOfAge(birthDate: Temporal.PlainDate, on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(on, birthDate.add({ years: majority })) >= 0;
}
