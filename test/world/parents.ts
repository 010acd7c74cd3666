import type { FamilyLife } from './family-life.ts';
import type { Household } from './household.ts';
import { fullName } from './names.ts';
import type { Person } from './person.ts';

/** Names of the parents of a child, as a paper prints them. */
export function nameOfParent(
  family: Household,
  child: Person,
): { readonly motherName?: string; readonly fatherName?: string } {
  const { mother, father } = parentsOf(family, child);
  return {
    ...(mother === undefined ? {} : { motherName: fullName(mother.name) }),
    ...(father === undefined ? {} : { fatherName: fullName(father.name) }),
  };
}

/** Social insurance numbers of the parents of a child, as a paper prints them. */
export function siNumberOfParent(
  life: FamilyLife,
  child: Person,
): { readonly motherSiNumber?: string; readonly fatherSiNumber?: string } {
  const { mother, father } = parentsOf(life.family, child);
  const [mothers, fathers] = [mother && life.careers.get(mother), father && life.careers.get(father)];
  return {
    ...(mothers === undefined ? {} : { motherSiNumber: mothers.siNumber }),
    ...(fathers === undefined ? {} : { fatherSiNumber: fathers.siNumber }),
  };
}

/** Who stands as parents of a person: those who adopted, or else those of the birth. */
function parentsOf(
  family: Household,
  child: Person,
): Pick<Household['parenthoods'][number], 'mother' | 'father'> {
  const adoption = family.adoptions.find((candidate) => candidate.child === child);
  if (adoption !== undefined) {
    const mother = adoption.parents.find(({ gender }) => gender === 'FEMALE');
    const father = adoption.parents.find(({ gender }) => gender === 'MALE');
    return { ...(mother && { mother }), ...(father && { father }) };
  }
  return family.parenthoods.find((parenthood) => parenthood.child === child) ?? {};
}
