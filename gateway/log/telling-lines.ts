import type { Line, SegmentReader } from './segment/segment.ts';

/**
 * The same segment, of which each line that is read is told: a busy month has millions.
 *
 * @param onRead nobody is told if left out
 */
export function tellingLines<Segment extends SegmentReader>(
  segment: Segment,
  onRead: (() => void) | undefined,
): Segment {
  if (onRead === undefined) return segment;
  async function* told(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
    for await (const line of lines) {
      onRead?.();
      yield line;
    }
  }
  return {
    ...segment,
    entries: (...asked) => told(segment.entries(...asked)),
    heads: (...asked) => told(segment.heads(...asked)),
  };
}
