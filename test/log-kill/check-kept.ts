import { createLocalJWKSet } from 'jose';
import { openSegments } from '../../gateway/cli/log/open-segments.ts';
import { readChainedLine } from '../../gateway/log/chained-entry.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openLogIndex, type LogIndex } from '../../gateway/log/index/log-index.ts';
import { logRows } from '../../gateway/log/index/log-row.ts';
import { leafHash } from '../../gateway/log/proof/merkle-tree.ts';
import type { SegmentReader } from '../../gateway/log/segment/segment.ts';
import { checkSegment } from '../../gateway/log/verify/check-segment.ts';
import { readUsage } from '../../gateway/report/read-usage.ts';
import type { Position, Store } from '../../subgraphs/kit/store/port.ts';
import { positionOf } from '../../subgraphs/kit/store/paging.ts';

/** What is left of a log whose gateway was killed again and again. All lists must be empty. */
export interface KeptLog {
  readonly entries: number;
  /** Entries after the last signed head. */
  readonly unsealed: number;
  /** Requests whose answers arrived and that have no entry. */
  readonly lost: readonly string[];
  /** Requests with more than one entry. */
  readonly twice: readonly string[];
  /** How often something was shown: by the count of the report, and line by line. */
  readonly shown: { readonly byReport: number; readonly byLine: number };
  /** Entries that the index lacks, has at another place or tells otherwise, and rows without an entry. */
  readonly misindexed: readonly string[];
}

/**
 * Checks a log after the last kill: chain and heads, and that it says once of every answer that arrived that it left.
 *
 * @param log as `--log` names it
 * @param index the store in which the killed gateways kept their index
 * @param arrived ids of requests whose answers a client has read to the end
 * @throws BrokenLogError when the chain does not hold
 */
export async function checkKept(log: string, index: Store, arrived: readonly string[]): Promise<KeptLog> {
  const { segments, close } = await openSegments(log);
  try {
    let unsealed = 0;
    for (const segment of segments) {
      const keys = createLocalJWKSet(await segment.keys());
      unsealed += (await checkSegment(segment, { keys })).unsealed;
    }
    const lines = await readLines(segments);
    const ids = Map.groupBy(lines.values(), ({ entry }) => entry.requestId);
    const opened = await openLogIndex(index, async () => segments);
    await opened.catchUp();
    return {
      entries: lines.size,
      unsealed,
      lost: arrived.filter((id) => !ids.has(id)),
      twice: [...ids].flatMap(([id, entries]) => (entries.length > 1 ? [id] : [])),
      shown: {
        byReport: await shownByReport(segments),
        byLine: lines.values().reduce((sum, { entry }) => sum + shownIn(entry).size, 0),
      },
      misindexed: await misindexed(opened, lines),
    };
  } finally {
    await close();
  }
}

interface ReadLine {
  readonly entry: DisclosureEntry;
  readonly hash: string;
}

/** Every entry by gateway and number. */
async function readLines(segments: readonly SegmentReader[]): Promise<ReadonlyMap<string, ReadLine>> {
  const lines = new Map<string, ReadLine>();
  for (const segment of segments) {
    for (const { month } of await segment.months()) {
      for await (const { bytes } of segment.entries(month)) {
        const { entry, gateway, sequence } = readChainedLine(bytes);
        lines.set(`${gateway} ${sequence}`, {
          entry,
          hash: Buffer.from(leafHash(bytes)).toString('base64url'),
        });
      }
    }
  }
  return lines;
}

async function shownByReport(segments: readonly SegmentReader[]): Promise<number> {
  const { usage } = await readUsage(segments, { from: '0000-01-01', to: '9999-12-31' });
  return usage.reduce((sum, { shown }) => sum + shown, 0);
}

function shownIn({ disclosures }: DisclosureEntry): ReadonlySet<string> {
  return new Set(
    disclosures.flatMap(({ full = [], masked = [], answered = [] }) => [...full, ...masked, ...answered]),
  );
}

async function misindexed(index: LogIndex, lines: ReadonlyMap<string, ReadLine>): Promise<readonly string[]> {
  const found = new Set<string>();
  const wrong: string[] = [];
  const range = { index: 'byTime', equals: [], limit: 1_000 };
  for (let after: Position | undefined; ;) {
    const rows = await index.find({ ...range, ...(after && { after }) });
    for (const row of rows) {
      const name = `${row.gateway} ${row.sequence}`;
      found.add(name);
      const told = await index.read(row);
      const isRight = row.hash === lines.get(name)?.hash && told?.chained.sequence === row.sequence;
      if (!isRight) wrong.push(name);
    }
    const last = rows.at(-1);
    if (!last) return [...wrong, ...[...lines.keys()].filter((name) => !found.has(name))];
    after = positionOf(logRows, range, last);
  }
}
