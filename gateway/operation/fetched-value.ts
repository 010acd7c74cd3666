import { fromByteText, toByteText, type ByteText } from './byte-text.ts';

/**
 * A value out of an agency's answer. A leaf is the JSON text that it came as, a null is null: only what has to be looked
 * into is taken apart.
 */
export type FetchedValue = ByteText | null | FetchedObject | readonly FetchedValue[];

/** Fields by their private keys. Objects grow as further calls add fields to them. */
export interface FetchedObject {
  [key: string]: FetchedValue;
}

/** What fetched objects inherit from: nothing, so that a field may be called `constructor`. */
const nothing: object = Object.create(null);

/** An object without fields. One without any prototype would be slow to read. */
export function emptyObject(): FetchedObject {
  return Object.create(nothing) as FetchedObject;
}

/** An object of its own with all that is inside it. */
export function copyObject(object: FetchedObject): FetchedObject {
  const copy = emptyObject();
  for (const key of Object.keys(object)) copy[key] = copyValue(object[key] ?? null);
  return copy;
}

function copyValue(value: FetchedValue): FetchedValue {
  if (isFetchedList(value)) return value.map(copyValue);
  return isFetchedObject(value) ? copyObject(value) : value;
}

export function isFetchedObject(value: FetchedValue | undefined): value is FetchedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFetchedList(value: FetchedValue | undefined): value is readonly FetchedValue[] {
  return Array.isArray(value);
}

/** What a leaf that is a JSON string says, however it is escaped; undefined for anything else. */
export function stringIn(value: FetchedValue | undefined): ByteText | undefined {
  if (typeof value !== 'string' || !value.startsWith('"')) return undefined;
  return value.includes('\\') ? toByteText(String(JSON.parse(fromByteText(value)))) : value.slice(1, -1);
}

/** A value as JSON again. */
export function jsonOf(value: FetchedValue): ByteText {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (isFetchedObject(value)) {
    return `{${Object.keys(value)
      .map((key) => `${JSON.stringify(key)}:${jsonOf(value[key] ?? null)}`)
      .join(',')}}`;
  }
  return `[${value.map(jsonOf).join(',')}]`;
}
