import { createHash, randomBytes } from 'node:crypto';

/** Bytes of a salt: 128 bits, so that a value of few possibilities cannot be guessed from its digest (RFC 9901, 9.3). */
const saltBytes = 16;

/** One claim that can be told alone: `[salt, name, value]` as base64url (RFC 9901, 4.2.1). */
export function encodeDisclosure(name: string, value: unknown): string {
  const salt = randomBytes(saltBytes).toString('base64url');
  return Buffer.from(JSON.stringify([salt, name, value])).toString('base64url');
}

/** What stands in `_sd` for a disclosure: SHA-256 over its encoded text, as `_sd_alg` says (RFC 9901, 4.2.3). */
export function digestOf(encoded: string): string {
  return createHash('sha256').update(encoded).digest('base64url');
}
