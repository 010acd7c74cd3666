import { personalNumbersOf } from '../bearers.ts';
import type { Address, CitizenIdentifier, CitizenRecord } from '../collections.ts';
import type { ToldBirth } from './questions.ts';

/**
 * The record of a child whose birth was registered. A child lives with its parents (Law on Residence 68/2020 Art. 12,
 * unverified); where neither is known here, just the home town is, as the register writes it.
 *
 * @param id opaque id of the child, as the register names it
 * @param entryId opaque id of the entry of which was heard
 * @param parents mother and father as far as the database knows them
 */
export function newbornRecord(
  id: string,
  birth: ToldBirth,
  entryId: string,
  parents: readonly CitizenRecord[],
): CitizenRecord {
  const home = parents[0]?.permanentAddress ?? unlistedPlace(birth.childHometown);
  return {
    id,
    version: 1,
    identifiers: [registeredNumber(birth, entryId)],
    ...registeredParticulars(birth),
    maritalStatus: 'SINGLE',
    hometown: home,
    permanentAddress: home,
    currentAddress: home,
    updatedAt: Temporal.Now.instant().toString(),
  };
}

/** The record of a child that is known, with what the register says, and with its number where it has none. */
export function knownRecord(known: CitizenRecord, birth: ToldBirth, entryId: string): CitizenRecord {
  const { identifiers, mistaken = [], ...rest } = known;
  const record = { ...rest, ...registeredParticulars(birth) };
  const { childPersonalNumber } = birth;
  if (personalNumbersOf(identifiers).length > 0 || isCleared(known, childPersonalNumber))
    return { ...record, identifiers, ...(known.mistaken && { mistaken }) };
  const others = mistaken.filter(
    ({ kind, value }) => kind !== 'PERSONAL_NUMBER' || value !== childPersonalNumber,
  );
  return {
    ...record,
    identifiers: [...identifiers, registeredNumber(birth, entryId)],
    ...(others.length > 0 && { mistaken: others }),
  };
}

/** Whether an officer said of a number that the register gives that it is not the child's. */
export function isCleared({ mistaken = [] }: CitizenRecord, number: string): boolean {
  return personalNumbersOf(mistaken.filter(({ withdrawnBy }) => withdrawnBy === undefined)).includes(number);
}

function registeredNumber(
  { childPersonalNumber, registeredOn }: ToldBirth,
  registeredBy: string,
): CitizenIdentifier {
  return {
    kind: 'PERSONAL_NUMBER',
    value: childPersonalNumber,
    validFrom: registeredOn,
    status: 'VALID',
    issuedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    registeredBy,
  };
}

/** What the register says of the child: where the two differ, the register is right (Law 60/2014 Art. 60(2)). */
function registeredParticulars(birth: ToldBirth) {
  return {
    nameParts: namePartsOf(birth.childName),
    birthDate: birth.childBirthDate,
    birthYear: Temporal.PlainDate.from(birth.childBirthDate).year,
    gender: birth.childGender,
    nationality: birth.childNationality,
    ethnicityCode: birth.childEthnicityCode,
  };
}

/** Family name first, given name last, what is between is the middle name. */
function namePartsOf(fullName: string): CitizenRecord['nameParts'] {
  const parts = fullName.trim().split(/\s+/);
  return { family: parts[0] ?? '', middle: parts.slice(1, -1).join(' '), given: parts.slice(1).at(-1) ?? '' };
}

function unlistedPlace(detail: string): Address {
  return { provinceCode: '', province: '', communeCode: '', commune: '', detail };
}
