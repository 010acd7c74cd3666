import { orderedJson } from '../../kit/ordered-json.ts';
import { personalNumbersOf, withoutNumbers } from '../bearers.ts';
import type { Address, CitizenIdentifier, CitizenRecord } from '../collections.ts';
import { personalNumberOf } from '../particulars.ts';
import type { PopulationRefusal } from './refusal.ts';

/** What is to change of a person; what is null or missing stays. */
export interface CitizenChange {
  readonly name?: CitizenRecord['nameParts'] | null;
  readonly birthDate?: Temporal.PlainDate | null;
  readonly gender?: CitizenRecord['gender'] | null;
  readonly nationality?: string | null;
  readonly permanentAddress?: Address | null;
  readonly currentAddress?: Address | null;
  readonly personalNumber?: string | null;
  /** Numbers in the record, in force or cancelled, that were never this person's. */
  readonly neverBorne?: readonly string[] | null;
}

/** The record after the change, or what is wrong with it and in which field. */
export type Changed =
  { readonly record: CitizenRecord } | { readonly because: PopulationRefusal; readonly field?: string };

const issuer = 'Cục Cảnh sát quản lý hành chính về trật tự xã hội';

/**
 * Changes a person's particulars. A number is never overwritten: the old one is cancelled and stays in the history, since
 * numbers are never given again (Decree 70/2024 Art. 11). What is somebody else's, or what the officer says was typed wrongly, was never this
 * person's, and is kept apart: whose it is may have it.
 *
 * @param othersNumbers personal numbers of this record that somebody else bears, of which this change clears it
 */
export function changeCitizen(
  record: CitizenRecord,
  change: CitizenChange,
  today: Temporal.PlainDate,
  othersNumbers: readonly string[] = [],
): Changed {
  const { name, birthDate, personalNumber, neverBorne, ...others } = change;
  if (name && (name.family.trim() === '' || name.given.trim() === '')) return notAllowed('change.name');
  if (birthDate && Temporal.PlainDate.compare(birthDate, today) > 0)
    return { because: 'DATES_OUT_OF_ORDER', field: 'change.birthDate' };
  if (change.nationality != null && !/^[A-Z]{3}$/.test(change.nationality))
    return notAllowed('change.nationality');
  if (personalNumber != null && !/^\d{12}$/.test(personalNumber)) return notAllowed('change.personalNumber');
  const mistaken = neverBorne ?? [];
  const numbers = personalNumbersOf(record.identifiers);
  if (mistaken.some((number) => number === personalNumber || !numbers.includes(number)))
    return notAllowed('change.neverBorne');
  const given = Object.entries(others).filter(([, value]) => value != null);
  const own = withoutNumbers(record, [...othersNumbers, ...mistaken]);
  const changed: CitizenRecord = {
    ...own,
    ...Object.fromEntries(given),
    ...(name && { nameParts: { family: name.family, middle: name.middle, given: name.given } }),
    ...(birthDate && { birthDate: birthDate.toString(), birthYear: birthDate.year }),
    ...(personalNumber != null &&
      personalNumber !== personalNumberOf(record) && {
        identifiers: withNumber(own.identifiers, personalNumber, today.toString()),
      }),
  };
  return isEqual(record, changed) ? { because: 'NOTHING_TO_CORRECT' } : { record: changed };
}

function withNumber(
  identifiers: readonly CitizenIdentifier[],
  value: string,
  today: string,
): readonly CitizenIdentifier[] {
  const before = identifiers.map((identifier) =>
    identifier.kind === 'PERSONAL_NUMBER' && identifier.status === 'VALID'
      ? { ...identifier, status: 'CANCELLED' as const, validTo: today }
      : identifier,
  );
  return [...before, { kind: 'PERSONAL_NUMBER', value, validFrom: today, status: 'VALID', issuedBy: issuer }];
}

/** Whatever the order in which a store gives back the members. */
function isEqual(one: CitizenRecord, other: CitizenRecord): boolean {
  return (Object.keys(other) as (keyof CitizenRecord)[]).every(
    (name) => orderedJson(one[name]) === orderedJson(other[name]),
  );
}

function notAllowed(field: string): Changed {
  return { because: 'VALUE_NOT_ALLOWED', field };
}
