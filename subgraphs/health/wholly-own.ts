import type { AccessContext } from '../../schema/hub-context.ts';
import { relationsOf } from '../kit/access/relations-of.ts';
import type { Standing } from '../kit/access/standing.ts';
import type { MedicalDocumentRecord } from './collections.ts';
import { standings } from './standings.ts';
import { typeOfKind } from './type-of-kind.ts';

/** Where a field of the graph that is about somebody else has another name in the record. */
const inRecord: Readonly<Record<string, string>> = {
  newborn: 'childId',
  declaredFather: 'fatherId',
  genderAtBirth: 'childGender',
};

/**
 * Whether all that is filled in on a paper is about the caller or whom the caller represents: a father, who bore the child for
 * others, or a relative may be named there, and what is theirs is not shown with the rest.
 */
export function isWhollyOwn(paper: MedicalDocumentRecord, access: AccessContext | undefined): boolean {
  return standingsOn(paper).every((standing) => standing !== undefined && isOwn(standing, access));
}

/** Opaque ids of all whom something on a paper is about, as far as it says who they are. */
export function peopleOn(paper: MedicalDocumentRecord): readonly string[] {
  return standingsOn(paper).flatMap((standing) => standing?.subject ?? []);
}

/** Whose all that is filled in on a paper is. */
function standingsOn(paper: MedicalDocumentRecord): readonly (Standing | undefined)[] {
  const type = typeOfKind[paper.kind];
  return Object.entries(standings).flatMap(([coordinate, standingOf]) => {
    const [typeName, field = ''] = coordinate.split('.');
    if (typeName !== type || !isFilled(paper, inRecord[field] ?? field)) return [];
    return [standingOf(paper as never)];
  });
}

function isFilled(paper: MedicalDocumentRecord, member: string): boolean {
  // The standing of the type itself has no field: whose paper it is.
  return member === '' || (member in paper && paper[member as keyof typeof paper] != null);
}

function isOwn(standing: Standing, access: AccessContext | undefined): boolean {
  return relationsOf(standing, access).some((relation) => relation === 'SELF' || relation === 'REPRESENTED');
}
