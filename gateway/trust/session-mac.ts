import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes at once. */
const blockSize = 64;
const digestSize = 32;
/** Room for nearly every context. */
const usualSize = 4_096;

/**
 * HMAC with SHA-256 (RFC 2104) for many messages under one key, base64url. `createHmac` has the digest looked up by its name
 * for each message, which costs several times what the digest itself does; this is done for every fetch.
 *
 * @param key of 64 bytes at most
 * @returns the function from a message, of which each character is one byte, to its code
 */
export function createSessionMac(key: Uint8Array): (message: string) => string {
  if (key.length > blockSize) throw new RangeError('The key of a session has 64 bytes at most.');
  const inner = padded(key, 0x36, usualSize);
  const outer = padded(key, 0x5c, blockSize + digestSize);
  return (message) => {
    const size = blockSize + message.length;
    const room = size <= inner.length ? inner : padded(key, 0x36, size);
    room.write(message, blockSize, 'latin1');
    hash('sha256', room.subarray(0, size), 'buffer').copy(outer, blockSize);
    return hash('sha256', outer, 'base64url');
  };
}

/** A key as RFC 2104 puts it before a message, with room for the message. */
function padded(key: Uint8Array, pad: number, size: number): Buffer {
  const block = Buffer.alloc(Math.max(size, blockSize));
  block.set(key);
  for (let at = 0; at < blockSize; at++) block[at] = (block[at] ?? 0) ^ pad;
  return block;
}
