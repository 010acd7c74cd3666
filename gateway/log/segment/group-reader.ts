import type { Collection, Position } from '../../../subgraphs/kit/store/port.ts';
import type { GroupWriter, LineGroup } from './group-writer.ts';
import { OvertakenError } from './overtaken-error.ts';
import { beginning, type Line, type Place } from './segment.ts';

/** Sorts behind every id. */
export const lastId = '\uFFFF';

/** Groups of lines in one look at the store. */
export const pageSize = 100;

/** Reads lines, and remembers the last group that had any, as it was read. */
export function createGroupReader(groups: Collection<LineGroup>, gateway: string) {
  let last: LineGroup | undefined;
  return {
    lines: (month: string, from?: Place) =>
      linesOf(groups, { gateway, month, from, onGroup: (group) => (last = group) }),
    /** @throws OvertakenError when the last group is no longer as it was read, or others were read since */
    async hold(month: string, { group }: Place, writer: GroupWriter): Promise<void> {
      const read = last;
      last = undefined;
      if (read?.month !== month) return;
      if (read.number !== group) throw new OvertakenError();
      await writer.hold(read);
    },
  };
}

/** Which lines are read. */
interface LineRange {
  readonly gateway: string;
  readonly month: string;
  readonly from?: Place | undefined;
  /** Groups in one look at the store. */
  readonly limit?: number;
  /** Is told of each group that has lines. */
  readonly onGroup?: (group: LineGroup) => void;
}

/** Up to the group that is the last one now. */
export async function* linesOf(
  groups: Collection<LineGroup>,
  { gateway, month, from = beginning, limit = pageSize, onGroup }: LineRange,
): AsyncGenerator<Line> {
  const all = { index: 'byMonth', equals: [gateway, month] };
  const [end] = await groups.find({ ...all, limit: 1, order: 'desc' });
  let { lines } = from;
  let after: Position = [from.group - 1, lastId];
  for (;;) {
    const page = await groups.find({ ...all, limit, after });
    for (const group of page) {
      const { number, id, lines: texts } = group;
      if (end === undefined || number > end.number) return;
      if (texts.length > 0) onGroup?.(group);
      const known = number === from.group ? from.offset : 0;
      for (const [place, line] of texts.slice(known).entries()) {
        lines += 1;
        const behind = { lines, group: number, offset: known + place + 1 };
        yield { number: lines, bytes: Buffer.from(line), isWhole: true, end: behind };
      }
      after = [number, id];
    }
    if (page.length < limit) return;
  }
}
