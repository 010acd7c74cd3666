import { hash } from 'node:crypto';

/** SHA-256 of text (as UTF-8) or bytes, base64url without padding. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url');
}
