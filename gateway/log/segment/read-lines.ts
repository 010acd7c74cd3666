import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Line } from './segment.ts';

const lineEnd = '\n'.charCodeAt(0);

/** No line of ours is longer; a file without line ends is not read into memory as a whole. Bytes. */
const longestLine = 16 * 1024 * 1024;

/**
 * The lines of a file as it is when the first is asked for, exactly as they are stored. A beginning of a line that is being
 * written at this moment is not told.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const { size } = await stat(path);
  if (size === 0) return;
  let number = 0;
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 })) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end !== -1; end = bytes.indexOf(lineEnd, start)) {
      number += 1;
      yield { number, bytes: bytes.subarray(start, end), isWhole: true };
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > longestLine) break;
  }
  const isBeingWritten = (await stat(path)).size > size;
  if (rest.length > 0 && !isBeingWritten) yield { number: number + 1, bytes: rest, isWhole: false };
}
