import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes at once. */
const blockSize = 64;
const digestSize = 32;
/** How digests are given. Where no length is told, Node asks each time whether the digest is one that needs it, by its name. */
const asBytes = { outputEncoding: 'latin1', outputLength: digestSize } as const;
const asCode = { outputEncoding: 'base64url', outputLength: digestSize } as const;
/** Bytes that a unit of UTF-16 takes in UTF-8 at most. */
const mostOfCharacter = 3;
/** Room for nearly every call. */
const usualSize = 64 * 1_024;

/**
 * HMAC with SHA-256 (RFC 2104) for many messages under one key, base64url. `createHmac` has the digest looked up by its name
 * for each message, which costs several times what the digest itself does; this is done for every fetch.
 *
 * @param key of 64 bytes at most
 * @returns the function from a message, told as ASCII and what follows it (a text as UTF-8), to its code
 */
export function createSessionMac(key: Uint8Array): (ascii: string, rest: string | Uint8Array) => string {
  if (key.length > blockSize) throw new RangeError('The key of a session has 64 bytes at most.');
  const inner = padded(key, 0x36, usualSize);
  const outer = padded(key, 0x5c, blockSize + digestSize);
  return (ascii, rest) => {
    const start = blockSize + ascii.length;
    const most = start + (typeof rest === 'string' ? mostOfCharacter * rest.length : rest.length);
    const room = most <= inner.length ? inner : padded(key, 0x36, most);
    room.write(ascii, blockSize, 'latin1');
    const size = start + (typeof rest === 'string' ? room.write(rest, start) : set(room, rest, start));
    // As a text of its bytes: memory of its own for a digest costs as much as the digest.
    outer.write(hash('sha256', room.subarray(0, size), asBytes), blockSize, 'latin1');
    return hash('sha256', outer, asCode);
  };
}

function set(room: Buffer, bytes: Uint8Array, at: number): number {
  room.set(bytes, at);
  return bytes.length;
}

/** A key as RFC 2104 puts it before a message, with room for the message. */
function padded(key: Uint8Array, pad: number, size: number): Buffer {
  const block = Buffer.alloc(Math.max(size, blockSize));
  block.set(key);
  for (let at = 0; at < blockSize; at++) block[at] = (block[at] ?? 0) ^ pad;
  return block;
}
