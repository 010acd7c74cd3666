import type {
  CitizenIdentifier,
  CitizenRecord,
  FamilyRelationKind,
  FamilyRelationRecord,
} from '../../../subgraphs/population/collections.ts';

const address = {
  provinceCode: '001',
  province: 'Tỉnh Mẫu',
  communeCode: '00001',
  commune: 'Xã Mẫu',
  detail: 'Số 1',
};

/** A citizen record; what matters to a test is given. */
export function citizen(id: string, given: Partial<CitizenRecord> = {}): CitizenRecord {
  return {
    id,
    version: 1,
    identifiers: [identifier(`000${id}`)],
    nameParts: { family: 'Nguyễn', middle: 'Thị', given: 'Ánh' },
    birthDate: '1990-05-17',
    birthYear: 1990,
    gender: 'FEMALE',
    nationality: 'VNM',
    ethnicityCode: '01',
    maritalStatus: 'SINGLE',
    hometown: address,
    permanentAddress: address,
    currentAddress: address,
    updatedAt: '2026-07-01T00:00:00Z',
    ...given,
  };
}

/** A personal number in force, or as given. */
export function identifier(value: string, given: Partial<CitizenIdentifier> = {}): CitizenIdentifier {
  return {
    kind: 'PERSONAL_NUMBER',
    value,
    validFrom: '2016-01-01',
    status: 'VALID',
    issuedBy: 'C06',
    ...given,
  };
}

/** `relativeId` is the `kind` of `citizenId`, proven by the civil status register unless something else is given. */
export function relation(
  citizenId: string,
  kind: FamilyRelationKind,
  relativeId: string,
  given: Partial<FamilyRelationRecord> = {},
): FamilyRelationRecord {
  return {
    id: `${citizenId}-${kind}-${relativeId}`,
    version: 1,
    citizenId,
    kind,
    relativeId,
    validFrom: '2010-01-01',
    provenBy: 'CIVIL_STATUS',
    ...given,
  };
}
