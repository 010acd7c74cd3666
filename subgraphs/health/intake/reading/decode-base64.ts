/** The bytes of base64 (RFC 4648), line breaks allowed; undefined for anything else, such as an empty text. */
export function decodeBase64(text: string): Buffer | undefined {
  const packed = text.replaceAll(/[\r\n\t ]/g, '');
  if (packed === '' || packed.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(packed, 'base64');
  // The decoder skips what it does not know; encoded again that shows.
  return bytes.length === Math.floor((packed.replace(/={1,2}$/, '').length * 3) / 4) ? bytes : undefined;
}
