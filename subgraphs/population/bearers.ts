import type { Collection } from '../kit/store/port.ts';
import type { CitizenIdentifier, CitizenRecord, IdentifierKind } from './collections.ts';

/** More bearers of one value, of whichever kind, than there are; a bound, not a page. */
const allBearers = 100;

/** All in whose records a value is, of whichever kind; as ranges are read. */
export function bearingRange(value: string) {
  return { index: 'byIdentifier', equals: [value], limit: allBearers } as const;
}

/** Whether a citizen bears or bore a number: cancelled ones stay whose they were, papers are older than the change. */
export function bears({ identifiers }: CitizenRecord, kind: IdentifierKind, value: string): boolean {
  return identifiers.some((identifier) => identifier.kind === kind && identifier.value === value);
}

/**
 * Who bears a number of one kind. Where two do, one of the records is wrong, and nobody can tell by the number who is meant:
 * then it is nobody, whom a person must look into.
 */
export function soleBearer(
  candidates: readonly CitizenRecord[],
  kind: IdentifierKind,
  value: string,
): CitizenRecord | undefined {
  const bearers = candidates.filter((citizen) => bears(citizen, kind, value));
  return bearers.length === 1 ? bearers[0] : undefined;
}

/** Opaque id of somebody else who bears a personal number; undefined where nobody does. */
export async function otherBearer(
  collection: Collection<CitizenRecord>,
  number: string,
  except: string,
): Promise<string | undefined> {
  const candidates = await collection.find(bearingRange(number));
  return candidates.find((citizen) => citizen.id !== except && bears(citizen, 'PERSONAL_NUMBER', number))?.id;
}

/**
 * Personal numbers of a record that somebody else bears as well: one of the two records is wrong.
 *
 * @param right a number of the record of which that is not asked
 */
export async function othersNumbers(
  collection: Collection<CitizenRecord>,
  { id, identifiers }: CitizenRecord,
  right?: string,
): Promise<readonly string[]> {
  const numbers = personalNumbersOf(identifiers).filter((number) => number !== right);
  const bearers = await Promise.all(numbers.map((number) => otherBearer(collection, number, id)));
  return numbers.filter((_number, at) => bearers[at] !== undefined);
}

/** Personal numbers, those in force and the cancelled ones. */
export function personalNumbersOf(identifiers: readonly CitizenIdentifier[]): readonly string[] {
  return identifiers.filter(({ kind }) => kind === 'PERSONAL_NUMBER').map(({ value }) => value);
}

/**
 * A record by which nobody is found by these personal numbers any more.
 *
 * @param withdrawnBy opaque id of the birth entry that says them no longer; missing where an officer decided it
 */
export function withoutNumbers(
  record: CitizenRecord,
  numbers: readonly string[],
  withdrawnBy?: string,
): CitizenRecord {
  const isMistaken = ({ kind, value }: CitizenIdentifier) =>
    kind === 'PERSONAL_NUMBER' && numbers.includes(value);
  const { identifiers, mistaken = [] } = record;
  const taken = identifiers.filter(isMistaken);
  if (taken.length === 0) return record;
  const kept = identifiers.filter((one) => !isMistaken(one));
  const marked = taken.map((one) => ({ ...one, ...(withdrawnBy !== undefined && { withdrawnBy }) }));
  return { ...record, identifiers: kept, mistaken: [...mistaken, ...marked] };
}
