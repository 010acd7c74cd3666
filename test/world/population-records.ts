import type {
  CitizenIdentifier,
  CitizenRecord,
  FamilyRelationKind,
  FamilyRelationRecord,
} from '../../subgraphs/population/collections.ts';
import { addMonths, instantAt, isoDay, yearOf, type Day } from './calendar.ts';
import type { Career } from './employment.ts';
import type { FamilyLife } from './family-life.ts';
import type { Household } from './household.ts';
import { oldIdCardNumber } from './numbers.ts';
import { isAlive, isRegistered, type Person, type RegisteredPerson } from './person.ts';
import { recordIdOf } from './pseudonyms.ts';

/** The last year in which identity cards of nine digits were given out. */
const LAST_YEAR_OF_OLD_CARDS = 2015;
const AGE_OF_FIRST_CARD = 14;
const BLOOD_TYPES = ['O', 'A', 'B', 'AB'] as const;

/** The members of a family as the population database knows them: who is not registered is not in it. */
export function citizenRecords({ family, careers }: FamilyLife): readonly CitizenRecord[] {
  return family.people
    .filter(isRegistered)
    .map((person) => citizenRecord(family, careers.get(person), person));
}

function citizenRecord(
  family: Household,
  career: Career | undefined,
  person: RegisteredPerson,
): CitizenRecord {
  const { citizenId, serial, name, born, gender, ethnicityCode, hometown, address, livesElsewhere, death } =
    person;
  const lastNumber = person.numbers.at(-1)?.from ?? person.registeredOn;
  const knownDeath = death?.registeredOn;
  return {
    id: citizenId,
    version: 1 + (person.numbers.length > 1 ? 1 : 0) + (knownDeath === undefined ? 0 : 1),
    identifiers: identifiersOf(person, career),
    nameParts: { family: name.family, middle: name.middle, given: name.given },
    ...(person.onlyYearKnown ? {} : { birthDate: isoDay(born) }),
    birthYear: yearOf(born),
    gender,
    nationality: 'VNM',
    ethnicityCode,
    maritalStatus: maritalStatusOf(family, person),
    ...(serial % 3 === 0 ? { bloodType: BLOOD_TYPES[serial % BLOOD_TYPES.length] ?? 'O' } : {}),
    birthRegistrationPlace: hometown,
    hometown,
    permanentAddress: address,
    currentAddress: livesElsewhere ?? address,
    ...(death && knownDeath !== undefined && { diedOn: isoDay(death.day) }),
    updatedAt: instantAt(Math.max(lastNumber, knownDeath ?? lastNumber), 10 * 60),
  };
}

function identifiersOf(person: RegisteredPerson, career: Career | undefined): readonly CitizenIdentifier[] {
  const { born, serial, numbers, death } = person;
  const police = 'Cục Cảnh sát quản lý hành chính về trật tự xã hội';
  const firstCard = addMonths(born, AGE_OF_FIRST_CARD * 12);
  const hadOldCard = yearOf(firstCard) <= LAST_YEAR_OF_OLD_CARDS;
  return [
    ...numbers.map(({ value, from, to }): CitizenIdentifier => ({
      kind: 'PERSONAL_NUMBER',
      value,
      validFrom: isoDay(from),
      ...(to === undefined ? {} : { validTo: isoDay(to) }),
      status: to === undefined ? 'VALID' : 'CANCELLED',
      issuedBy: police,
    })),
    ...(hadOldCard && (death === undefined || death.day > firstCard)
      ? [
          {
            kind: 'OLD_ID_CARD',
            value: oldIdCardNumber(serial),
            validFrom: isoDay(firstCard),
            validTo: `${LAST_YEAR_OF_OLD_CARDS + 9}-12-31`,
            status: 'EXPIRED',
            issuedBy: `Công an ${person.hometown.province}`,
          } as const,
        ]
      : []),
    ...(career
      ? [
          {
            kind: 'SI_NUMBER',
            value: career.siNumber,
            validFrom: isoDay(career.spells[0]?.from ?? born),
            status: 'VALID',
            issuedBy: 'Bảo hiểm xã hội Việt Nam',
          } as const,
        ]
      : []),
  ];
}

function maritalStatusOf({ marriages, asOf }: Household, person: Person): CitizenRecord['maritalStatus'] {
  const last = marriages.findLast(({ husband, wife }) => husband === person || wife === person);
  if (!last) return 'SINGLE';
  if (last.to === undefined || last.to > asOf) return 'MARRIED';
  if (last.end === 'DIVORCE') return 'DIVORCED';
  return isAlive(person, asOf) ? 'WIDOWED' : 'MARRIED';
}

interface Relation {
  readonly of: Person;
  readonly kind: FamilyRelationKind;
  readonly relative: Person;
  readonly from: Day;
  readonly to?: Day | undefined;
  readonly provenBy?: FamilyRelationRecord['provenBy'];
}

/** The relations in a family, each from both ends, as far as the register knows both people. */
export function familyRelationRecords({ family }: FamilyLife): readonly FamilyRelationRecord[] {
  return relationsIn(family).flatMap(({ of, kind, relative, from, to, provenBy = 'CIVIL_STATUS' }) => {
    if (!isRegistered(of) || !isRegistered(relative) || of === relative) return [];
    return {
      id: recordIdOf('relation', `${of.citizenId}/${kind}/${relative.citizenId}/${from}`),
      version: 1,
      citizenId: of.citizenId,
      kind,
      relativeId: relative.citizenId,
      validFrom: isoDay(from),
      ...(to === undefined ? {} : { validTo: isoDay(to) }),
      provenBy,
    };
  });
}

function relationsIn(family: Household): readonly Relation[] {
  const { parenthoods, marriages, guardianships, adoptions, people, head } = family;
  return [
    ...parenthoods.flatMap(({ child, mother, father }): readonly Relation[] => {
      const from = child.born;
      return [
        ...(mother ? [{ of: child, kind: 'MOTHER', relative: mother, from } as const] : []),
        ...(father ? [{ of: child, kind: 'FATHER', relative: father, from } as const] : []),
        ...[mother, father].flatMap((parent) =>
          parent ? [{ of: parent, kind: 'CHILD', relative: child, from } as const] : [],
        ),
      ];
    }),
    ...marriages.flatMap(({ husband, wife, from, to }): readonly Relation[] => [
      { of: husband, kind: 'SPOUSE', relative: wife, from, to },
      { of: wife, kind: 'SPOUSE', relative: husband, from, to },
    ]),
    ...guardianships.flatMap(({ guardian, ward, from, to }): readonly Relation[] => [
      { of: ward, kind: 'GUARDIAN', relative: guardian, from, to, provenBy: 'COURT' },
      { of: guardian, kind: 'WARD', relative: ward, from, to, provenBy: 'COURT' },
    ]),
    ...adoptions.flatMap(({ child, parents, handedOverOn: from }) =>
      parents.flatMap((parent): readonly Relation[] => [
        { of: child, kind: 'ADOPTIVE_PARENT', relative: parent, from },
        { of: parent, kind: 'ADOPTED_CHILD', relative: child, from },
      ]),
    ),
    ...people.map((person): Relation => ({
      of: person,
      kind: 'HOUSEHOLD_HEAD',
      relative: head,
      from: Math.max(person.born, head.born),
      provenBy: 'DECLARATION',
    })),
  ];
}
