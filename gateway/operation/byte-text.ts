/**
 * A text with one character for each byte of its UTF-8. What agencies answer stays in this form from the socket to the
 * socket: it is cut, compared and put together without being decoded, and Vietnamese costs no more than ASCII.
 */
export type ByteText = string;

/** To count the bytes takes a tenth of the time that any look at each character takes. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Writes a text as bytes. */
export function toByteText(text: string): ByteText {
  return isAscii(text) ? text : Buffer.from(text).toString('latin1');
}

/** Reads bytes as a text; the other way round than `toByteText`. */
export function fromByteText(bytes: ByteText): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString();
}

/**
 * The same text. One that was put together V8 keeps as its parts until a character of it is asked for; where it is to be
 * repeated all of them would be gone through each time.
 */
export function inOnePiece(text: ByteText): ByteText {
  text.charCodeAt(0);
  return text;
}

/**
 * A part of an answer that is JSON already: it is sent as it is. While the log makes its entry durable the answer waits as
 * bytes: as a text of thousands of parts it would be moved about with the memory of all that comes meanwhile.
 */
export class JsonText {
  readonly bytes: Buffer;

  constructor(text: ByteText) {
    this.bytes = Buffer.from(text, 'latin1');
  }

  /** Its value, for whoever writes the answer in another way. */
  toJSON(): unknown {
    return JSON.parse(this.bytes.toString());
  }
}
