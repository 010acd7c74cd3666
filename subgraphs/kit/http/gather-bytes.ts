/** Bytes that come in pieces. */
export interface GatheredBytes {
  add(piece: Buffer): void;
  length(): number;
  /** How many bytes are kept for them. */
  kept(): number;
  /** All of them; what is added later is not among them. */
  whole(): Buffer;
}

/** The least that is kept once there is a second piece, where so many may come. */
const least = 4_096;
/** By which it grows: a room for many bodies counts what is kept, so that twice of what came would halve it. */
const growth = 1.25;

/**
 * Gathers pieces in one buffer that grows. Kept one by one, pieces of a single byte take some four hundred times what
 * they hold: 90 MB that anybody may send fill the memory of the process. What comes in one piece is not copied.
 *
 * @param most bytes that will come: no more is kept for them, and nothing yet for what was but announced
 */
export function gatherBytes(most: number): GatheredBytes {
  let bytes: Buffer = Buffer.alloc(0);
  let length = 0;
  return {
    add(piece) {
      const needed = length + piece.length;
      if (length === 0) {
        bytes = piece;
      } else {
        if (needed > bytes.length) {
          const room = Math.min(Math.max(growth * bytes.length, least), most);
          const grown = Buffer.allocUnsafeSlow(Math.max(needed, Math.floor(room)));
          bytes.copy(grown, 0, 0, length);
          bytes = grown;
        }
        piece.copy(bytes, length);
      }
      length = needed;
    },
    length: () => length,
    kept: () => bytes.length,
    whole: () => bytes.subarray(0, length),
  };
}
