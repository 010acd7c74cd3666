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
  const type = typeOfKind[paper.kind];
  return Object.entries(standings).every(([coordinate, standingOf]) => {
    const [typeName, field = ''] = coordinate.split('.');
    if (typeName !== type || !isFilled(paper, inRecord[field] ?? field)) return true;
    const standing: Standing | undefined = standingOf(paper as never);
    return standing !== undefined && isOwn(standing, access);
  });
}

function isFilled(paper: MedicalDocumentRecord, member: string): boolean {
  // The standing of the type itself has no field: whose paper it is.
  return member === '' || (member in paper && paper[member as keyof typeof paper] != null);
}

function isOwn(standing: Standing, access: AccessContext | undefined): boolean {
  return relationsOf(standing, access).some((relation) => relation === 'SELF' || relation === 'REPRESENTED');
}
