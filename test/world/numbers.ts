import type { Gender } from './person.ts';

/*
 * Numbers that look right and cannot be real: each has a part that no register has ever given out.
 *
 * - personal number: its first three digits are the province of birth registration; 9xx is no province (they end at 096)
 * - social insurance number and health card: the province in them is 99 (provinces end at 96)
 * - facility: its first two digits are a province; 00 and 99 are none (`facilities.ts`)
 * - business number: its first two digits are the province of the tax office; 00 is none
 * - old identity card: its first digits are a province; 99 is none
 * - telephone: 000 is the international prefix followed by a country code that starts with 0, which none does
 * - bank account: the bank is invented, and its account numbers start with 000
 */

/** Serial numbers must stay below this to be unique in each kind of number: enough for six million families. */
const SERIALS = 100_000_000;

/** A 12-digit personal identification number that cannot be real. Unique for each serial. */
export function personalNumber(serial: number, gender: Gender, birthYear: number): string {
  const mixed = digits(scatter(serial, 61_803_399), 8);
  const century = Math.floor(birthYear / 100) - 19;
  const centuryAndGender = century * 2 + (gender === 'FEMALE' ? 1 : 0);
  return `9${mixed.slice(0, 2)}${centuryAndGender}${digits(birthYear % 100, 2)}${mixed.slice(2)}`;
}

/** A 10-digit social insurance number that cannot be real. Unique for each serial. */
export function siNumber(serial: number): string {
  return `99${digits(scatter(serial, 27_182_819), 8)}`;
}

/** A 15-character health insurance card number of an object class such as `DN` and a benefit level. */
export function healthCardNumber(objectClass: string, level: number, socialInsuranceNumber: string): string {
  return `${objectClass}${level}99${socialInsuranceNumber}`;
}

/** The temporary health card of a newborn: `TE1`, province, ten digits (Circular 30/2020/TT-BYT art. 10). */
export function temporaryCardNumber(serial: number): string {
  return `TE19999${digits(scatter(serial, 14_142_137), 8)}`;
}

/** A 9-digit identity card number of the kind given out until 2016. */
export function oldIdCardNumber(serial: number): string {
  return `99${digits(scatter(serial, 17_320_509) % 10_000_000, 7)}`;
}

/** A 10-digit telephone number that nobody can dial. */
export function phoneNumber(serial: number): string {
  return `000${digits(scatter(serial, 22_360_681) % 10_000_000, 7)}`;
}

/** An account number at the invented bank. */
export function bankAccountNumber(serial: number): string {
  return `000${digits(scatter(serial, 31_622_777), 10)}`;
}

/** The 15-character code of an employer: business number, two letters, three characters. */
export function employerCode(serial: number): string {
  return `${taxCode(serial)}ZZ${digits(serial % 1000, 3)}`;
}

/** The 10-digit business (tax) number of an employer. */
export function taxCode(serial: number): string {
  return `00${digits(scatter(serial, 57_721_567), 8)}`;
}

/** Whole number as text with leading zeros. */
export function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** One-to-one on 0…SERIALS-1, because the factor shares no divisor with 10^8: neighbours get unlike numbers. */
function scatter(serial: number, factor: number): number {
  if (serial < 0 || serial >= SERIALS) throw new RangeError('the world is too large for its numbers');
  return (serial * factor + 57_005) % SERIALS;
}
