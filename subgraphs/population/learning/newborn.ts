import { sha256 } from '../../../schema/sha256.ts';
import type { Address, CitizenRecord, FamilyRelationKind, FamilyRelationRecord } from '../collections.ts';
import type { ToldBirth } from './questions.ts';

/**
 * The record of a child whose birth was registered. A child lives with its parents (Law on Residence 68/2020 Art. 12,
 * unverified); where neither is known here, just the home town is, as the register writes it.
 *
 * @param id opaque id of the child, as the register names it
 * @param parents mother and father as far as the database knows them
 */
export function newbornRecord(
  id: string,
  birth: ToldBirth,
  parents: readonly CitizenRecord[],
): CitizenRecord {
  const { registeredOn, childBirthDate, childHometown, childPersonalNumber } = birth;
  const home = parents[0]?.permanentAddress ?? unlistedPlace(childHometown);
  return {
    id,
    version: 1,
    identifiers: [
      {
        kind: 'PERSONAL_NUMBER',
        value: childPersonalNumber,
        validFrom: registeredOn,
        status: 'VALID',
        issuedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      },
    ],
    ...registeredParticulars(birth),
    birthYear: Temporal.PlainDate.from(childBirthDate).year,
    maritalStatus: 'SINGLE',
    hometown: home,
    permanentAddress: home,
    currentAddress: home,
    updatedAt: Temporal.Now.instant().toString(),
  };
}

/** What the register says of the child: where the two differ, the register is right (Law 60/2014 Art. 60(2)). */
export function registeredParticulars(birth: ToldBirth) {
  return {
    nameParts: namePartsOf(birth.childName),
    birthDate: birth.childBirthDate,
    gender: birth.childGender,
    nationality: birth.childNationality,
    ethnicityCode: birth.childEthnicityCode,
  };
}

/** Mother and father of a child, each relation from both ends, as far as the register links them. */
export function parentRelations(
  child: string,
  { childBirthDate, mother, father }: ToldBirth,
): readonly FamilyRelationRecord[] {
  const parents = [
    ['MOTHER', mother?.citizen?.id],
    ['FATHER', father?.citizen?.id],
  ] as const;
  return parents.flatMap(([kind, parent]) =>
    parent === undefined
      ? []
      : [relation(child, kind, parent, childBirthDate), relation(parent, 'CHILD', child, childBirthDate)],
  );
}

function relation(
  citizenId: string,
  kind: FamilyRelationKind,
  relativeId: string,
  validFrom: string,
): FamilyRelationRecord {
  const id = registeredId({ citizenId, kind, relativeId });
  return { id, version: 1, citizenId, kind, relativeId, validFrom, provenBy: 'CIVIL_STATUS' };
}

/** The id of a relation that the register made says which it is, so that it is learnt once. */
export function registeredId({
  citizenId,
  kind,
  relativeId,
}: Pick<FamilyRelationRecord, 'citizenId' | 'kind' | 'relativeId'>): string {
  return sha256(`registered ${citizenId} ${kind} ${relativeId}`).slice(0, 22);
}

/** Family name first, given name last, what is between is the middle name. */
function namePartsOf(fullName: string): CitizenRecord['nameParts'] {
  const parts = fullName.trim().split(/\s+/);
  return { family: parts[0] ?? '', middle: parts.slice(1, -1).join(' '), given: parts.slice(1).at(-1) ?? '' };
}

function unlistedPlace(detail: string): Address {
  return { provinceCode: '', province: '', communeCode: '', commune: '', detail };
}
