import { gatherBytes } from './gather-bytes.ts';

/** Bytes of what somebody publishes: a status list of a whole country, as good as not compressible, has less. */
export const longestPublication = 8 * 1024 * 1024;

/**
 * The text of an answer. What it says of its length is not believed, nor what it is compressed to: it is read no further than it may
 * be long.
 *
 * @param most bytes
 * @throws Error when there are more, or whoever answers leaves off
 */
export async function boundedText({ body }: Pick<Response, 'body'>, most: number): Promise<string> {
  const bytes = gatherBytes(most);
  for await (const piece of body ?? []) {
    // Leaving the loop ends the answer.
    if (bytes.length() + piece.length > most) throw new Error('an answer is too large');
    bytes.add(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
  }
  return new TextDecoder().decode(bytes.whole());
}
