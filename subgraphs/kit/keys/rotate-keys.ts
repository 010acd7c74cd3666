import type { AgencyKey } from './agency-key.ts';

/** A key of a key file: public, or with its private half. */
type FiledKey = AgencyKey & { readonly d?: string };

/**
 * Adds a key to those of an agency. Those before sign on beside it for the overlap, so that whoever keeps a copy of the
 * published keys has time to get the new one, and are then published as keys that once signed.
 *
 * @param overlap how long the keys before may go on to sign; seconds
 * @returns the new content of the key file
 * @throws Error when there is a key of that name
 */
export function addKey(keys: readonly FiledKey[], key: FiledKey, overlap: number): readonly FiledKey[] {
  if (keys.some(({ kid }) => kid === key.kid)) throw new Error(`there is a key ${key.kid} already`);
  const end = key.nbf + overlap;
  return [
    ...keys.map((before) => (before.exp > end ? { ...before, exp: Math.max(end, before.nbf + 1) } : before)),
    key,
  ];
}

/**
 * Revokes a key: what it signed is refused from then on, whenever it signed it, and documents are sealed anew when they
 * are next asked for. Its private half is taken out of the file.
 *
 * @param at seconds since 1970
 * @throws Error when there is no such key, or it is revoked already
 */
export function revokeKey(
  keys: readonly FiledKey[],
  kid: string,
  { at, reason }: { readonly at: number; readonly reason?: string | undefined },
): readonly FiledKey[] {
  const revoked = keys.find((key) => key.kid === kid);
  if (!revoked) throw new Error(`there is no key ${kid}`);
  if (revoked.revoked) throw new Error(`the key ${kid} is revoked already`);
  return keys.map((key) => {
    if (key.kid !== kid) return key;
    const { d: _private, ...publicHalf } = key;
    return { ...publicHalf, revoked: { revoked_at: at, ...(reason !== undefined && { reason }) } };
  });
}
