import type { CitizenRecord, FamilyRelationKind } from '../collections.ts';

/** Kinds of relation that an officer records; those by adoption come from the civil status register. */
export type RecordedKind = Exclude<
  FamilyRelationKind,
  'ADOPTIVE_PARENT' | 'ADOPTED_CHILD' | 'HOUSEHOLD_HEAD'
>;

/**
 * What the citizen is to a relative who is of this kind to the citizen.
 *
 * @returns undefined for kinds that are not recorded from both ends
 */
export function otherEnd(kind: FamilyRelationKind, { gender }: CitizenRecord): RecordedKind | undefined {
  switch (kind) {
    case 'MOTHER':
    case 'FATHER':
      return 'CHILD';
    case 'CHILD':
      return gender === 'MALE' ? 'FATHER' : 'MOTHER';
    case 'SPOUSE':
      return 'SPOUSE';
    case 'GUARDIAN':
      return 'WARD';
    case 'WARD':
      return 'GUARDIAN';
    default:
      return undefined;
  }
}
