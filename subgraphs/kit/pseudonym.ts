import { createHmac } from 'node:crypto';

/** What the opaque ids of things look like. */
export const pseudonymShape = /^[\w-]{22}$/;

/**
 * The opaque id of a thing: a keyed hash, so that nobody without the key can link an id to the number it was made
 * from. All agencies that must name the same thing use the same key.
 *
 * @param key secret of at least 32 characters, the same in all agencies
 * @param kind what the value names, such as `citizen`; equal values of different kinds get unlinkable ids
 * @param value the value that stays hidden, such as the first personal number of a citizen
 * @returns 22 characters of base64url (128 bits of HMAC-SHA256)
 */
export function pseudonym(key: string, kind: string, value: string): string {
  return createHmac('sha256', key).update(`${kind}\n${value}`).digest('base64url').slice(0, 22);
}
