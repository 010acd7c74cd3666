/** How many bytes are looked at in one go. */
const pieceSize = 64 * 1024;
const piece = new Uint8Array(pieceSize);
const words = new Uint32Array(piece.buffer);
const space = 0x20;

/**
 * Whether there is a byte below 0x20, which may stand in no JSON string. Four bytes are looked at together: one by one this
 * would take as long as all the rest of reading an answer.
 */
export function hasControlCharacter(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; start += pieceSize) {
    const part = bytes.subarray(start, start + pieceSize);
    const count = Math.ceil(part.length / 4);
    piece.set(part);
    piece.fill(space, part.length, 4 * count);
    if (isBelowSpace(count)) return true;
  }
  return false;
}

/** Subtracting a space sets the highest bit of each byte that is less than one, and of bytes that have it set already. */
function isBelowSpace(count: number): boolean {
  let found = 0;
  for (let index = 0; index < count; index++) {
    const word = words[index] ?? 0;
    found |= (word - 0x20202020) & ~word;
  }
  return (found & 0x80808080) !== 0;
}
