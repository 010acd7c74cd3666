import type {
  AnnouncedEventRecord,
  BirthRegistrationRecord,
  DeathRegistrationRecord,
  ExtractRecord,
  RegisteredParent,
} from '../../subgraphs/justice/collections.ts';
import { instantAt, isoDay, yearOf, type Day } from './calendar.ts';
import { BIRTH_TERM } from './civil-events.ts';
import type { FamilyLife } from './family-life.ts';
import type { AttestedCare } from './health-records.ts';
import { fullName } from './names.ts';
import { digits, phoneNumber } from './numbers.ts';
import { currentNumber, isRegistered, NUMBERS_SINCE, type RegisteredPerson } from './person.ts';
import { addressLine, type PostalAddress } from './places.ts';
import { recordIdOf } from './pseudonyms.ts';
import { randomStream } from './random.ts';

/** What Justice stores of a family. */
export interface JusticeRecords {
  readonly birthRegistrations: readonly BirthRegistrationRecord[];
  readonly deathRegistrations: readonly DeathRegistrationRecord[];
  readonly extracts: readonly ExtractRecord[];
  readonly announcedEvents: readonly AnnouncedEventRecord[];
}

/** Writes the entries of the registers of births and deaths since they are electronic, and what announced them. */
export function justiceRecords(
  seed: string,
  life: FamilyLife,
  attested: readonly AttestedCare[],
): JusticeRecords {
  const { family } = life;
  const papers = attested.flatMap(({ papers: own }) => own);
  const birthNotices = papers.filter((paper) => paper.kind === 'MEDICAL_BIRTH_NOTICE');
  const deathNotices = papers.filter((paper) => paper.kind === 'MEDICAL_DEATH_NOTICE');
  const people = family.people.filter(isRegistered);
  const births = people
    .filter(({ registeredOn }) => registeredOn >= NUMBERS_SINCE)
    .map((child) =>
      birthRegistration(
        life,
        child,
        birthNotices.find((notice) => notice.childId === child.citizenId),
      ),
    );
  const deaths = people.flatMap((person) =>
    deathRegistration(
      life,
      person,
      deathNotices.find((notice) => notice.citizenId === person.citizenId),
    ),
  );
  const random = randomStream(seed, 'extracts', family.index);
  return {
    birthRegistrations: births,
    deathRegistrations: deaths,
    extracts: [...births, ...deaths]
      .filter(() => random.chance(0.3))
      .map((entry) => extractOf(entry, family.asOf)),
    announcedEvents: [
      ...birthNotices.map((notice) =>
        announcement(
          'BIRTH',
          notice,
          notice.childId,
          births.find((entry) => entry.medicalNoticeId === notice.id)?.id,
        ),
      ),
      ...deathNotices.map((notice) =>
        announcement(
          'DEATH',
          notice,
          notice.citizenId,
          deaths.find((entry) => entry.medicalNoticeId === notice.id)?.id,
        ),
      ),
    ],
  };
}

interface Notice {
  readonly id: string;
  readonly code: string;
}

function announcement(
  kind: AnnouncedEventRecord['kind'],
  notice: Notice,
  subjectId: string | undefined,
  registrationId: string | undefined,
): AnnouncedEventRecord {
  return {
    id: recordIdOf('announcement', notice.id),
    version: registrationId === undefined ? 1 : 2,
    kind,
    noticeCode: notice.code,
    noticeId: notice.id,
    ...(subjectId === undefined ? {} : { subjectId }),
    ...(registrationId === undefined ? {} : { registrationId }),
  };
}

/** What the papers of one commune have in common. */
function issuedBy(place: PostalAddress, on: Day) {
  const name = `Ủy ban nhân dân ${place.commune}, ${place.province}`;
  return {
    version: 1,
    edition: 1,
    issuer: { code: place.communeCode, name },
    issuedOn: isoDay(on),
    status: 'ISSUED',
    signature: { status: 'VALID', signer: name, signedAt: instantAt(on, 15 * 60) },
    updatedAt: instantAt(on, 15 * 60),
  } as const;
}

function birthRegistration(
  life: FamilyLife,
  child: RegisteredPerson,
  notice: Notice | undefined,
): BirthRegistrationRecord {
  const { family } = life;
  const { registeredOn, born, address } = child;
  const parenthood = family.parenthoods.find((entry) => entry.child === child);
  const { mother, father } = parenthood ?? {};
  const requester = father ?? mother;
  const late = registeredOn - born > BIRTH_TERM;
  return {
    ...issuedBy(address, registeredOn),
    id: recordIdOf('birth-registration', child.citizenId),
    kind: 'BIRTH_REGISTRATION',
    registrationKind: late ? 'LATE' : 'ORIGINAL',
    registeredOn: isoDay(registeredOn),
    registrationNumber: `${digits(child.serial % 1000, 3)}/${yearOf(registeredOn)}`,
    bookNumber: `01/${yearOf(registeredOn)}`,
    pageNumber: String(1 + (child.serial % 200)),
    ...(notice && { medicalNoticeCode: notice.code, medicalNoticeId: notice.id }),
    childId: child.citizenId,
    childName: fullName(child.name),
    childGender: child.gender,
    childBirthDate: isoDay(born),
    childBirthPlace: addressLine(child.hometown),
    childHometown: `${child.hometown.commune}, ${child.hometown.province}`,
    childNationality: 'VNM',
    childEthnicityCode: child.ethnicityCode,
    childPersonalNumber: child.numbers[0]?.value ?? '',
    ...(mother && { mother: registeredParent(mother) }),
    ...(father && { father: registeredParent(father) }),
    parentIds: [mother, father].flatMap((parent) => (parent ? [parent.citizenId] : [])),
    requester: {
      fullName: requester ? fullName(requester.name) : fullName(family.head.name),
      relation: requester === undefined ? 'Người thân thích' : requester === father ? 'Cha' : 'Mẹ',
      phone: phoneNumber((requester ?? family.head).serial),
    },
  };
}

function registeredParent(parent: RegisteredPerson): RegisteredParent {
  return {
    citizenId: parent.citizenId,
    fullName: fullName(parent.name),
    birthYear: yearOf(parent.born),
    nationality: 'VNM',
    ethnicityCode: parent.ethnicityCode,
    residence: addressLine(parent.address),
    personalNumber: currentNumber(parent),
    verified: true,
  };
}

function deathRegistration(
  { family }: FamilyLife,
  person: RegisteredPerson,
  notice: Notice | undefined,
): readonly DeathRegistrationRecord[] {
  const { death, address } = person;
  if (death?.registeredOn === undefined) return [];
  const { registeredOn, day, minute, cause, inHospital } = death;
  const requester =
    family.people.find((other) => other !== person && other.death === undefined) ?? family.head;
  return [
    {
      ...issuedBy(address, registeredOn),
      id: recordIdOf('death-registration', person.citizenId),
      kind: 'DEATH_REGISTRATION',
      documentName: 'Trích lục khai tử',
      registeredOn: isoDay(registeredOn),
      registrationNumber: `${digits(person.serial % 1000, 3)}/${yearOf(registeredOn)}`,
      bookNumber: `01/${yearOf(registeredOn)}`,
      ...(notice && { medicalNoticeCode: notice.code, medicalNoticeId: notice.id }),
      deceasedId: person.citizenId,
      deceasedName: fullName(person.name),
      deceasedGender: person.gender,
      ...(person.onlyYearKnown ? {} : { deceasedBirthDate: isoDay(person.born) }),
      deceasedEthnicityCode: person.ethnicityCode,
      deceasedPersonalNumber: currentNumber(person),
      diedAt: instantAt(day, minute),
      deathPlace: inHospital ? 'Cơ sở khám bệnh, chữa bệnh' : addressLine(address),
      causeOfDeath: cause,
      requester: {
        fullName: fullName(requester.name),
        relation: 'Người thân thích',
        phone: phoneNumber(requester.serial),
      },
    },
  ];
}

function extractOf(entry: BirthRegistrationRecord | DeathRegistrationRecord, asOf: Day): ExtractRecord {
  const { issuer, signature } = entry;
  const kind = entry.kind === 'BIRTH_REGISTRATION' ? 'BIRTH_EXTRACT' : 'DEATH_EXTRACT';
  return {
    id: recordIdOf(kind, entry.id),
    version: 1,
    edition: 1,
    kind,
    issuer,
    issuedOn: entry.issuedOn,
    status: 'ISSUED',
    signature,
    extractNumber: `${entry.registrationNumber}-${yearOf(asOf) % 100}`,
    registrationId: entry.id,
    subjectId: entry.kind === 'BIRTH_REGISTRATION' ? entry.childId : entry.deceasedId,
  };
}
