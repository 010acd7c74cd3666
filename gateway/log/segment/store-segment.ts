import type { JWK } from 'jose';
import type {
  Collection,
  CollectionSpec,
  Position,
  Store,
  Stored,
} from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { publicPart } from '../proof/public-part.ts';
import { createGroupReader, lastId, linesOf, pageSize } from './group-reader.ts';
import { createGroupWriter, type LineGroup } from './group-writer.ts';
import { createHeadWriter } from './head-writer.ts';
import { OvertakenError } from './overtaken-error.ts';
import { claimDocuments } from './claim-place.ts';
import { createWriterClaim } from './writer-claim.ts';
import {
  beforeAll,
  firstLine,
  type ArchivableSegment,
  type DueEntry,
  type SegmentWriter,
} from './segment.ts';

/** Public keys of a gateway; its name is the id. */
interface KeyDocument extends Stored {
  readonly keys: readonly JWK[];
}

/** The frontier of a gateway; its name is the id. */
interface FrontierDocument extends Stored {
  readonly frontier: string;
}

const entryGroups = groupsNamed('disclosureEntries');
const headGroups = groupsNamed('disclosureHeads');
const archivedMonths: CollectionSpec<Stored> = { name: 'disclosureArchives', indexes: [] };
const keyDocuments: CollectionSpec<KeyDocument> = { name: 'disclosureKeys', indexes: [] };
const frontierDocuments: CollectionSpec<FrontierDocument> = { name: 'disclosureFrontiers', indexes: [] };

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
  const headWriter = createHeadWriter(heads, gateway);
  const frontiers = await store.collection(frontierDocuments);
  const writer = createWriterClaim(await store.collection(claimDocuments), gateway);
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
  return {
    ...reader,
    entries: entryReader.lines,
    settle: entryWriter.settle,
    async write(month, number, lines) {
      await writer.confirmNowAndThen();
      return entryWriter.write(month, number, lines);
    },
    async writeHead(month, number, head) {
      await writer.confirmNowAndThen();
      return headWriter.write(month, number, head);
    },
    frontier: async () => (await frontiers.get(gateway))?.frontier,
    async keepFrontier(frontier) {
      const stored = await frontiers.get(gateway);
      if (stored) await frontiers.replace({ ...stored, frontier });
      else await frontiers.insert({ id: gateway, version: 1, frontier });
    },
    claim: writer.claim,
    confirm: writer.confirm,
    leave: writer.leave,
    release: writer.release,
    async beginMonth(month, before) {
      await writer.confirmNowAndThen();
      await entryWriter.end(before.month, before.number, month);
    },
    async monthAfter({ month, number }) {
      const all = { index: 'byMonth', equals: [gateway, month, number], limit: 1 };
      return (await entries.find(all))[0]?.followedBy;
    },
    async probe(next) {
      await writer.confirm();
      await entryWriter.settle();
      const [last] = await entries.find({ index: 'byMonth', equals: [gateway], limit: 1, order: 'desc' });
      if (last && isBehind(last, next)) throw new OvertakenError();
      if (next && isShort(last, next))
        throw new Error(`entries that were written are gone from ${next.month}`);
      await touch(keys, gateway);
    },
    // What is in a store is whole.
    repair: async () => {},
    // Its numbers are unique: what was written meanwhile is found by the first that is taken. But one who does not know whether
    // the last group was written would take it away.
    async goOn(month, read) {
      await entryReader.hold(month, read.entries, entryWriter);
    },
    publishKey: (key) => publishKey(keys, gateway, key),
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

async function publishKey(keys: Collection<KeyDocument>, gateway: string, added: JWK): Promise<void> {
  const stored = await keys.get(gateway);
  if (stored?.keys.some(({ kid }) => kid === added.kid)) return;
  const key = publicPart(added);
  try {
    if (stored) await keys.replace({ ...stored, keys: [...stored.keys, key] });
    else await keys.insert({ id: gateway, version: 1, keys: [key] });
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
    // Another process of this name starts at the same moment, or asks whether it can write.
    await publishKey(keys, gateway, added);
  }
}

/** Nothing changes but the version of a document, and yet it is a write like that of an entry. */
async function touch(keys: Collection<KeyDocument>, gateway: string): Promise<void> {
  const stored = await keys.get(gateway);
  if (stored === undefined) return;
  await keys.replace(stored).catch((error: unknown) => {
    // Another process does the same at this moment, and could.
    if (!(error instanceof ConflictError)) throw error;
  });
}

/** Whether somebody else has written where the next entry is due. A group that was taken back is nothing, but its place is due; behind the end of a month nothing is. */
function isBehind(last: LineGroup, next: DueEntry = { month: last.month, number: 1 }): boolean {
  if (last.month < next.month) return false;
  const due = last.month === next.month ? next.number : 1;
  return (
    last.number > due || (last.number === due && (last.lines.length > 0 || last.followedBy !== undefined))
  );
}

/** Whether what comes before the next entry is there no more: a store that was emptied, or brought back as it once was. */
function isShort(last: LineGroup | undefined, next: DueEntry): boolean {
  if (next.number === 1) return false;
  if (last?.month !== next.month) return true;
  return last.number < next.number && last.number + last.lines.length < next.number;
}

async function monthsOf(groups: Collection<LineGroup>, gateway: string): Promise<readonly string[]> {
  const months: string[] = [];
  let last: string | undefined;
  for (;;) {
    const [next] = await groups.find({
      index: 'byMonth',
      equals: [gateway],
      limit: 1,
      ...(last !== undefined && { after: [last, Number.MAX_SAFE_INTEGER, ''] }),
    });
    if (next === undefined) return months;
    // That of a name before its first month has no entries, ever.
    if (next.month !== beforeAll.month) months.push(next.month);
    last = next.month;
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
