import type {
  AnnouncedEventRecord,
  BirthRegistrationRecord,
  DeathRegistrationRecord,
  ExtractRecord,
} from '../../../subgraphs/justice/collections.ts';

const issued = {
  version: 1,
  edition: 1,
  issuer: { code: '00001', name: 'UBND Xã Mẫu' },
  status: 'ISSUED',
  signature: {
    status: 'VALID',
    signer: 'UBND Xã Mẫu',
    signedAt: '2026-02-01T03:00:00Z',
    originalDigest: 'digest-of-signed-file',
    certificateThumbprint: 'digest-of-certificate',
  },
} as const;

const requester = { fullName: 'Nguyễn Thị Ánh', relation: 'Mẹ' };

/** A birth registration; what matters to a test is given. */
export function birth(
  id: string,
  childId: string,
  given: Partial<BirthRegistrationRecord> = {},
): BirthRegistrationRecord {
  return {
    ...issued,
    id,
    kind: 'BIRTH_REGISTRATION',
    issuedOn: '2026-02-01',
    registrationKind: 'ORIGINAL',
    registeredOn: '2026-02-01',
    registrationNumber: '12',
    bookNumber: '01/2026',
    pageNumber: '12',
    childId,
    childName: 'Nguyễn Văn An',
    childGender: 'MALE',
    childBirthDate: '2026-01-05',
    childBirthPlace: 'Bệnh viện Mẫu',
    childHometown: 'Xã Mẫu',
    childNationality: 'VNM',
    childEthnicityCode: '01',
    childPersonalNumber: `000${childId}`,
    mother: {
      citizenId: 'mother',
      fullName: 'Nguyễn Thị Ánh',
      birthYear: 1990,
      nationality: 'VNM',
      ethnicityCode: '01',
      residence: 'Xã Mẫu',
      verified: true,
    },
    parentIds: ['mother'],
    requester,
    updatedAt: '2026-02-01T03:00:00Z',
    ...given,
  };
}

/** A death registration; what matters to a test is given. */
export function death(
  id: string,
  deceasedId: string,
  given: Partial<DeathRegistrationRecord> = {},
): DeathRegistrationRecord {
  return {
    ...issued,
    id,
    kind: 'DEATH_REGISTRATION',
    issuedOn: '2026-03-20',
    documentName: 'Trích lục khai tử',
    registeredOn: '2026-03-20',
    registrationNumber: '7',
    bookNumber: '01/2026',
    deceasedId,
    deceasedName: 'Trần Văn Bình',
    deceasedGender: 'MALE',
    deceasedEthnicityCode: '01',
    deceasedPersonalNumber: `000${deceasedId}`,
    diedAt: '2026-03-10T05:00:00Z',
    deathPlace: 'Xã Mẫu',
    requester,
    updatedAt: '2026-03-20T03:00:00Z',
    ...given,
  };
}

/** An extract of a registration. */
export function extract(
  id: string,
  kind: ExtractRecord['kind'],
  registrationId: string,
  given: Partial<ExtractRecord> = {},
): ExtractRecord {
  return {
    ...issued,
    id,
    kind,
    registrationId,
    subjectId: 'someone',
    issuedOn: '2026-04-01',
    extractNumber: id,
    ...given,
  };
}

/** A medical notice that the register was told of. */
export function announcement(
  kind: AnnouncedEventRecord['kind'],
  notice: string,
  given: Partial<AnnouncedEventRecord> = {},
): AnnouncedEventRecord {
  return {
    id: `announced-${notice}`,
    version: 1,
    kind,
    noticeCode: `code-${notice}`,
    noticeId: `id-${notice}`,
    ...given,
  };
}
