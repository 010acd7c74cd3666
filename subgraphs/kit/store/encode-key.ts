import type { Key } from './port.ts';

let scratch = Buffer.alloc(1024);

/**
 * Values as bytes whose order (memcmp) is the order of the values: null, then numbers, strings by code point, booleans.
 * The bytes of a list begin with the bytes of every shorter list of the same values, and no other list's do.
 */
export function encodeKey(values: readonly (Key | null)[]): Buffer {
  let end = 0;
  for (const value of values) {
    const needed = end + (typeof value === 'string' ? 2 + value.length * 3 : 9);
    if (needed > scratch.length) scratch = Buffer.concat([scratch, Buffer.alloc(needed)]);
    if (value === null) end = scratch.writeUInt8(1, end);
    else if (typeof value === 'number') end = writeNumber(value, end);
    else if (typeof value === 'string') end = writeText(value, end);
    else end = scratch.writeUInt8(value ? 1 : 0, scratch.writeUInt8(4, end));
  }
  return Buffer.from(scratch.subarray(0, end));
}

/** IEEE 754 big endian sorts like the numbers once the sign bit is flipped, or all bits of a negative number. */
function writeNumber(value: number, start: number): number {
  scratch.writeUInt8(2, start);
  const end = scratch.writeDoubleBE(value + 0, start + 1); // + 0 makes -0 the same key as 0
  const negative = (scratch[start + 1] ?? 0) >= 128;
  for (let at = start + 1; at < end; at++) {
    const byte = scratch[at] ?? 0;
    if (negative) scratch[at] = 255 - byte;
    else if (at === start + 1) scratch[at] = byte + 128;
  }
  return end;
}

/** UTF-8 sorts like its code points. Zero ends the text, so a zero inside it is written as 0, 255. */
function writeText(value: string, start: number): number {
  let end = scratch.writeUInt8(3, start);
  if (value.includes('\0')) {
    for (const byte of Buffer.from(value)) {
      end = scratch.writeUInt8(byte, end);
      if (byte === 0) end = scratch.writeUInt8(255, end);
    }
  } else {
    end += scratch.write(value, end);
  }
  return scratch.writeUInt8(0, end);
}
