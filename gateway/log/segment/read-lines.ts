import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { beginning, type Line, type Place } from './segment.ts';

const lineEnd = '\n'.charCodeAt(0);

/** No line of ours is longer; a file without line ends is not read into memory as a whole. Bytes. */
const longestLine = 16 * 1024 * 1024;

/** Bytes that are read at once: many where all lines are wanted, few for one of them. */
export const readAhead = { forAll: 256 * 1024, forOne: 8 * 1024 } as const;

/**
 * The lines of a file as it is when the first is asked for, exactly as they are stored. A beginning of a line that is being
 * written at this moment is not told.
 *
 * @param from where the file has a line's beginning, or its end
 */
export async function* readLines(
  path: string,
  from: Place = beginning,
  highWaterMark: number = readAhead.forAll,
): AsyncGenerator<Line> {
  const { size } = await stat(path);
  if (size <= from.offset) return;
  let { lines, offset } = from;
  let rest: Uint8Array = new Uint8Array();
  const options = { start: from.offset, end: size - 1, highWaterMark };
  for await (const chunk of createReadStream(path, options)) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end !== -1; end = bytes.indexOf(lineEnd, start)) {
      lines += 1;
      offset += end + 1 - start;
      yield {
        number: lines,
        bytes: bytes.subarray(start, end),
        isWhole: true,
        end: { lines, group: 0, offset },
      };
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > longestLine) break;
  }
  const isBeingWritten = (await stat(path)).size > size;
  if (rest.length === 0 || isBeingWritten) return;
  const end = { lines: lines + 1, group: 0, offset: offset + rest.length };
  yield { number: end.lines, bytes: rest, isWhole: false, end };
}
