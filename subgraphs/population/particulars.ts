import type { CitizenRecord, IdentifierKind } from './collections.ts';

/** Particulars of a person as somebody states them. */
export interface CitizenParticulars {
  readonly identifierKind: IdentifierKind;
  readonly identifier: string;
  readonly fullName?: string | null;
  readonly birthDate?: Temporal.PlainDate | null;
  readonly gender?: CitizenRecord['gender'] | null;
}

/** A particular that can be wrong. */
export type CitizenParticular = 'FULL_NAME' | 'BIRTH_DATE' | 'GENDER' | 'IDENTIFIER_VALIDITY';

/** Full name in the order family, middle, given. */
export function fullNameOf({ nameParts: { family, middle, given } }: CitizenRecord): string {
  return [family, middle, given].filter(Boolean).join(' ');
}

/** The personal number in force. Others stay in the history: numbers are cancelled and given anew (Decree 70/2024). */
export function personalNumberOf(citizen: CitizenRecord): string | null {
  const current = citizen.identifiers.find(
    ({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'VALID',
  );
  return current?.value ?? null;
}

/** What was stated wrongly about a citizen; a particular that was not stated is not compared. */
export function mismatchesOf(
  citizen: CitizenRecord,
  stated: CitizenParticulars,
): readonly CitizenParticular[] {
  const isValid = citizen.identifiers.some(
    ({ kind, value, status }) =>
      kind === stated.identifierKind && value === stated.identifier && status === 'VALID',
  );
  const wrong: CitizenParticular[] = [];
  if (!isValid) wrong.push('IDENTIFIER_VALIDITY');
  if (stated.fullName != null && foldName(stated.fullName) !== foldName(fullNameOf(citizen)))
    wrong.push('FULL_NAME');
  if (stated.birthDate != null && !sameBirthDate(citizen, stated.birthDate)) wrong.push('BIRTH_DATE');
  if (stated.gender != null && stated.gender !== citizen.gender) wrong.push('GENDER');
  return wrong;
}

/** Where just the year is known, the year must agree. */
function sameBirthDate({ birthDate, birthYear }: CitizenRecord, stated: Temporal.PlainDate): boolean {
  return birthDate === undefined ? stated.year === birthYear : stated.toString() === birthDate;
}

/** Names are typed in capitals and in either Unicode form; their diacritics are part of the name and count. */
function foldName(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('vi').trim().replace(/\s+/g, ' ');
}
