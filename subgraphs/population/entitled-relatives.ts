import type { CitizenRecord, FamilyRelationKind, FamilyRelationRecord } from './collections.ts';
import { isOfAge, parentKinds, provenRelation } from './relations.ts';

/** What the register knows of a dead person. */
export interface DeadPerson {
  /** ISO day. */
  readonly diedOn: string;
  /** What others were to the person. */
  readonly relations: readonly FamilyRelationRecord[];
  /** The others who are in the register, by their id. */
  readonly relatives: ReadonlyMap<string, CitizenRecord>;
}

/**
 * Who may act for a dead person: the spouse and the grown-up children, or the parents where there are neither (Decree
 * 13/2023 Art. 19; the relatives meant by Law 91/2025 Art. 4 are taken to be the same). Ids of citizens who live.
 */
export function entitledRelatives(dead: DeadPerson, today: Temporal.PlainDate): readonly string[] {
  const spouses = relativesOf(dead, ['SPOUSE']);
  const children = relativesOf(dead, ['CHILD', 'ADOPTED_CHILD']).filter((child) => isGrownUp(child, today));
  const first = [...spouses, ...children];
  return (first.length > 0 ? first : relativesOf(dead, parentKinds)).map(({ id }) => id);
}

/** Relatives who live and were of one of these kinds on the day of the death: it ends a marriage. */
function relativesOf(
  { diedOn, relations, relatives }: DeadPerson,
  kinds: readonly FamilyRelationKind[],
): readonly CitizenRecord[] {
  const day = Temporal.PlainDate.from(diedOn);
  return relations.flatMap((relation) => {
    const relative = provenRelation([relation], kinds, day) && relatives.get(relation.relativeId);
    return relative && relative.diedOn === undefined ? [relative] : [];
  });
}

/** Of whom just the year of birth is known comes of age on its last day at the latest. */
export function isGrownUp(
  { birthDate, birthYear }: Pick<CitizenRecord, 'birthDate' | 'birthYear'>,
  today: Temporal.PlainDate,
): boolean {
  return isOfAge(Temporal.PlainDate.from(birthDate ?? `${birthYear}-12-31`), today);
}
