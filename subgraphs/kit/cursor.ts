import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { refuseArgument } from './refuse-argument.ts';
import type { Position } from './store/port.ts';

const ivBytes = 12;
const tagBytes = 16;

/** Writes and reads the cursors of Relay connections. */
export interface CursorCodec {
  /** @param scope the list that the cursor belongs to; it is refused for any other list */
  encode(scope: string, position: Position): string;
  /** @throws GraphQLError `BAD_USER_INPUT` for a cursor that was changed, is of another list or of an older key */
  decode(scope: string, cursor: string): Position;
}

/**
 * Cursors hold the sort key of a row, and a sort key can be data that the reader may not see. So they are encrypted and
 * bound to their list (AES-256-GCM), not just encoded.
 *
 * @param key 32 bytes
 */
export function createCursorCodec(key: Uint8Array): CursorCodec {
  return {
    encode(scope, position) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(scope));
      const text = Buffer.concat([cipher.update(JSON.stringify(position), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    decode(scope, cursor) {
      try {
        const bytes = Buffer.from(cursor, 'base64url');
        // Several texts decode to the same bytes; just the one that was given out is a cursor.
        if (bytes.toString('base64url') !== cursor) throw new RangeError('not canonical');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(scope))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const text = decipher.update(bytes.subarray(ivBytes + tagBytes));
        return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8')) as Position;
      } catch {
        throw refuseArgument('after', 'CURSOR_UNKNOWN');
      }
    },
  };
}
