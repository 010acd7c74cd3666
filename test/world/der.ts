/** The few kinds of ASN.1 values that a certificate is made of, in DER (X.690). */

/** A value with its tag and length. */
function value(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => value(0x30, Buffer.concat(parts));
export const setOf = (part: Uint8Array): Buffer => value(0x31, part);
export const utf8 = (text: string): Buffer => value(0x0c, Buffer.from(text));
export const time = (text: string): Buffer => value(0x18, Buffer.from(text));
export const nothing = value(0x05, Buffer.alloc(0));
export const bits = (content: Uint8Array): Buffer => value(0x03, Buffer.concat([Buffer.from([0]), content]));
/** `[0] EXPLICIT`. */
export const explicitly = (part: Uint8Array): Buffer => value(0xa0, part);

/** A positive whole number, given in hexadecimal digits. */
export function integer(hex: string): Buffer {
  const digits = hex.length % 2 === 0 ? hex : `0${hex}`;
  const isHigh = Number.parseInt(digits.slice(0, 2), 16) >= 0x80;
  return value(0x02, Buffer.from(isHigh ? `00${digits}` : digits, 'hex'));
}

/** An object identifier, given by the bytes of its encoding in hexadecimal. */
export const identifier = (hex: string): Buffer => value(0x06, Buffer.from(hex, 'hex'));
