import { deflateSync, inflateSync } from 'node:zlib';
import { listSize } from './status-place.ts';

/** Bits of one status: four values. */
export const bitsEach = 2;

/** What stands in a list; 3 is free for the application to define (Token Status List, section 7.1). */
export const statusValues = { IN_FORCE: 0, WITHDRAWN: 1, SUPERSEDED: 3 } as const;

/** Whether a document still holds, as its list says. */
export type StatusName = keyof typeof statusValues;

const perByte = 8 / bitsEach;
const bytes = listSize / perByte;

/** Packs statuses by their place, least significant bits first, and compresses them: base64url of ZLIB (section 4.1). */
export function packStatuses(statuses: Iterable<readonly [place: number, status: StatusName]>): string {
  const list = Buffer.alloc(bytes);
  for (const [place, status] of statuses) {
    const at = Math.floor(place / perByte);
    list[at] = (list[at] ?? 0) | (statusValues[status] << ((place % perByte) * bitsEach));
  }
  return deflateSync(list, { level: 9 }).toString('base64url');
}

/**
 * Opens a packed list.
 *
 * @returns the status at a place; undefined for a value that has no meaning here, and outside of the list
 * @throws Error when it is none, or larger than any of ours
 */
export function unpackStatuses(packed: string): (place: number) => StatusName | undefined {
  const list = inflateSync(Buffer.from(packed, 'base64url'), { maxOutputLength: bytes });
  return (place) => {
    const byte = list[Math.floor(place / perByte)];
    const value = byte === undefined ? undefined : (byte >> ((place % perByte) * bitsEach)) & 3;
    return names.find((name) => statusValues[name] === value);
  };
}

const names = ['IN_FORCE', 'WITHDRAWN', 'SUPERSEDED'] as const satisfies readonly StatusName[];
