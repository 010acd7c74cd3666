import type { JWK } from 'jose';
import type {
  Collection,
  CollectionSpec,
  Position,
  Store,
  Stored,
} from '../../../subgraphs/kit/store/port.ts';
import { createGroupWriter, type GroupWriter, type LineGroup } from './group-writer.ts';
import { OvertakenError } from './overtaken-error.ts';
import {
  beginning,
  firstLine,
  type ArchivableSegment,
  type DueEntry,
  type Line,
  type Place,
  type SegmentWriter,
} from './segment.ts';

/** Public keys of a gateway; its name is the id. */
interface KeyDocument extends Stored {
  readonly keys: readonly JWK[];
}

const entryGroups = groupsNamed('disclosureEntries');
const headGroups = groupsNamed('disclosureHeads');
const archivedMonths: CollectionSpec<Stored> = { name: 'disclosureArchives', indexes: [] };
const keyDocuments: CollectionSpec<KeyDocument> = { name: 'disclosureKeys', indexes: [] };

/** Sorts behind every id. */
const lastId = '\uFFFF';

/** Groups of lines in one look at the store. */
const pageSize = 100;

function groupsNamed(name: string): CollectionSpec<LineGroup> {
  return { name, indexes: [{ name: 'byMonth', fields: ['gateway', 'month', 'number'], unique: true }] };
}

/**
 * A segment in a store, for reading and writing. What is written at once is one document, so that it is there as a whole
 * or not at all. A second writer of the same gateway finds its number taken, and has to read on. The store deletes nothing: a
 * month is archived by emptying its documents.
 */
export async function openStoreSegment(
  store: Store,
  gateway: string,
): Promise<SegmentWriter & ArchivableSegment> {
  const entries = await store.collection(entryGroups);
  const heads = await store.collection(headGroups);
  const keys = await store.collection(keyDocuments);
  const entryWriter = createGroupWriter(entries, gateway);
  const headWriter = createGroupWriter(heads, gateway);
  const archived = await store.collection(archivedMonths);
  const reader: ArchivableSegment = {
    gateway,
    async months() {
      const months = await monthsOf(entries, gateway);
      const known = await archived.getMany(months.map((month) => `${gateway} ${month}`));
      return months.map((month) => ({ month, hasEntries: !known.has(`${gateway} ${month}`) }));
    },
    async erase(month) {
      const id = `${gateway} ${month}`;
      // First it is said, so that a month which is half empty is never taken for one that lost entries.
      if (!(await archived.get(id))) await archived.insert({ id, version: 1 });
      await emptyGroups(entries, gateway, month);
    },
    entries: (month, from) => linesOf(entries, { gateway, month, from }),
    // The place may be at the end of its group: then the entry is in the one behind it.
    entry: (month, at) => firstLine(linesOf(entries, { gateway, month, from: at, limit: 2 })),
    heads: (month, from) => linesOf(heads, { gateway, month, from }),
    keys: async () => ({ keys: [...((await keys.get(gateway))?.keys ?? [])] }),
    place: (month, kind, number) => `${kind} of ${gateway} in ${month}, number ${number}`,
  };
  const entryReader = createGroupReader(entries, gateway);
  const headReader = createGroupReader(heads, gateway);
  async function settle(): Promise<void> {
    await entryWriter.settle();
    await headWriter.settle();
  }
  return {
    ...reader,
    entries: entryReader.lines,
    heads: headReader.lines,
    settle,
    write: (month, number, lines) => entryWriter.write(month, number, lines),
    writeHead: (month, number, head) => headWriter.write(month, number, [head]),
    async beginMonth(month, before) {
      if (before) await entryWriter.end(before.month, before.number, month);
    },
    async monthAfter({ month, number }) {
      const all = { index: 'byMonth', equals: [gateway, month, number], limit: 1 };
      return (await entries.find(all))[0]?.followedBy;
    },
    async probe(next) {
      await settle();
      const [last] = await entries.find({ index: 'byMonth', equals: [gateway], limit: 1, order: 'desc' });
      if (last && isBehind(last, next)) throw new OvertakenError();
      const stored = await keys.get(gateway);
      // Nothing changes but its version, and yet it is a write like that of an entry.
      if (stored) await keys.replace(stored);
    },
    // What is in a store is whole.
    repair: async () => {},
    // Its numbers are unique: what was written meanwhile is found by the first that is taken. But one who does not know whether
    // the last group was written would take it away.
    async goOn(month, read) {
      await entryReader.hold(month, read.entries, entryWriter);
      await headReader.hold(month, read.heads, headWriter);
    },
    async publishKey({ kid, kty, crv, x, alg }) {
      const stored = await keys.get(gateway);
      if (stored?.keys.some((key) => key.kid === kid)) return;
      const key: JWK = { kid, kty, crv, x, alg } as JWK;
      if (stored) await keys.replace({ ...stored, keys: [...stored.keys, key] });
      else await keys.insert({ id: gateway, version: 1, keys: [key] });
    },
    // Whoever opened the store closes it.
    close: async () => {},
  };
}

/** The gateways that have a segment in a store, for reading. */
export async function storeSegments(store: Store): Promise<readonly ArchivableSegment[]> {
  const entries = await store.collection(entryGroups);
  const segments: ArchivableSegment[] = [];
  for (;;) {
    const last = segments.at(-1)?.gateway;
    const after = last === undefined ? undefined : [last, lastId, 0, ''];
    const [next] = await entries.find({ index: 'byMonth', equals: [], limit: 1, ...(after && { after }) });
    if (next === undefined) return segments;
    segments.push(await openStoreSegment(store, next.gateway));
  }
}

/** Whether somebody else has written where the next entry is due. A group that was taken back is nothing, but its place is due. */
function isBehind(last: LineGroup, next: DueEntry = { month: last.month, number: 1 }): boolean {
  if (last.month < next.month) return false;
  const due = last.month === next.month ? next.number : 1;
  return last.number > due || (last.number === due && last.lines.length > 0);
}

async function monthsOf(groups: Collection<LineGroup>, gateway: string): Promise<readonly string[]> {
  const months: string[] = [];
  for (;;) {
    const last = months.at(-1);
    const [next] = await groups.find({
      index: 'byMonth',
      equals: [gateway],
      limit: 1,
      ...(last !== undefined && { after: [last, Number.MAX_SAFE_INTEGER, ''] }),
    });
    if (next === undefined) return months;
    months.push(next.month);
  }
}

async function emptyGroups(groups: Collection<LineGroup>, gateway: string, month: string): Promise<void> {
  let after: Position | undefined;
  for (;;) {
    const page = await groups.find({
      index: 'byMonth',
      equals: [gateway, month],
      limit: pageSize,
      ...(after && { after }),
    });
    for (const group of page) if (group.lines.length > 0) await groups.replace({ ...group, lines: [] });
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = [last.number, last.id];
  }
}

/** Reads lines, and remembers the last group that had any, as it was read. */
function createGroupReader(groups: Collection<LineGroup>, gateway: string) {
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
async function* linesOf(
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
