import type { Relation } from '../../../schema/policy/relation.ts';
import { connect, type Connection, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Key, Position, Range } from '../../../subgraphs/kit/store/port.ts';
import { positionOf } from '../../../subgraphs/kit/store/paging.ts';
import { startOfDayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../schema/calendar/instant-text.ts';
import { logRows, type LogRow } from '../../log/index/log-row.ts';
import type { LogIndex } from '../../log/index/log-index.ts';
import type { HubScope } from '../hub-scope.ts';
import { waitsAsAWhole, type AccessView } from './access-view.ts';
import { isHiddenFromAsker } from './told-to-asker.ts';

/** Days in Vietnam, both included. */
export interface Period extends PageArguments {
  readonly from?: Temporal.PlainDate | null;
  readonly to?: Temporal.PlainDate | null;
}

/** A list of accesses: what is looked up, and on which relation it is read. */
export interface AccessList {
  readonly index: string;
  readonly equals: readonly Key[];
  readonly relation: Relation;
  /** Of whom alone it is told. */
  readonly subject?: string;
  /** What rows must hold besides, and where rows that hold it are; nothing if left out. */
  readonly besides?: readonly Besides[];
  /** Whether a row is told of now; all if left out. */
  readonly isTold?: (row: LogRow) => Promise<boolean>;
  /** Whether nothing of a row is told that tells of emergency accesses; of none if left out. */
  readonly emergencyWaits?: (row: LogRow) => Promise<boolean>;
}

/** Another word of a search: an index along which the rows stand in the same order. */
export interface Besides {
  readonly index: string;
  readonly equals: readonly Key[];
  readonly holds: (row: LogRow) => boolean;
}

/** One page of a list, latest first, with all that any gateway has written until now. */
export async function readPage(
  list: AccessList,
  page: Period,
  index: LogIndex,
  { cursors }: Pick<HubScope, 'cursors'>,
): Promise<Connection<AccessView>> {
  await index.catchUp();
  const range = { index: list.index, equals: list.equals, order: 'desc' as const };
  const views = new Map<string, AccessView>();
  const found = await connect<LogRow>(
    { spec: logRows, range, load: (asked) => loadTold(list, page, asked, index, views) },
    page,
    cursors,
  );
  const viewOf = (row: LogRow) => views.get(row.id);
  return {
    edges: found.edges.flatMap(({ cursor, node }) => {
      const view = viewOf(node);
      return view ? [{ cursor, node: view }] : [];
    }),
    nodes: found.nodes.flatMap((row) => viewOf(row) ?? []),
    pageInfo: found.pageInfo,
  };
}

/** As many rows as are asked for, without those of which nothing is told: a page is never shorter for their sake. */
async function loadTold(
  list: AccessList,
  { from, to }: Period,
  range: Range,
  index: LogIndex,
  views: Map<string, AccessView>,
): Promise<readonly LogRow[]> {
  const { relation, subject, besides = [] } = list;
  const first = from ? startOf(from) : '';
  const told: LogRow[] = [];
  let after: Position | undefined = range.after ?? (to ? [startOf(to.add({ days: 1 })), ''] : undefined);
  for (;;) {
    const rows: readonly LogRow[] = await index.find({ ...range, ...(after && { after }) });
    const inTime = rows.filter(({ at }) => at >= first);
    const shown = await shownOf(list, inTime);
    const wanted = shown.slice(0, range.limit - told.length);
    for (const logged of await Promise.all(wanted.map((row) => index.read(row)))) {
      // Of an archived month nothing can be read here any more.
      if (!logged) continue;
      if (relation === 'OWN_RECORD' && isHiddenFromAsker(logged.chained.entry)) continue;
      const emergencyWaits = (await list.emergencyWaits?.(logged.row)) ?? false;
      const view = { logged, relation, ...(subject !== undefined && { subject }), emergencyWaits };
      if (waitsAsAWhole(view)) continue;
      views.set(logged.row.id, view);
      told.push(logged.row);
    }
    const isCut = wanted.length < shown.length;
    const isEnd = !isCut && (rows.length < range.limit || inTime.length < rows.length);
    const last = (isCut ? wanted : inTime).at(-1);
    if (told.length === range.limit || isEnd || last === undefined) return told;
    after = positionOf(logRows, range, last);
    if (shown.length === 0) after = await placeBeforeNext(besides, after, index);
    if (after === undefined) return told;
  }
}

/** Those of some rows that hold all words of the search, and of which is told now. */
async function shownOf(
  { besides = [], isTold }: AccessList,
  rows: readonly LogRow[],
): Promise<readonly LogRow[]> {
  const holding = rows.filter((row) => besides.every(({ holds }) => holds(row)));
  if (!isTold) return holding;
  const told = await Promise.all(holding.map(isTold));
  return holding.filter((_, place) => told[place]);
}

/**
 * The next place at which a row can hold every word: none does before it. Without it, two words that hardly ever stand in one
 * row would have a whole index read through.
 *
 * @returns undefined where no row is left that holds one of them
 */
async function placeBeforeNext(
  besides: readonly Besides[],
  after: Position,
  index: LogIndex,
): Promise<Position | undefined> {
  let place = after;
  for (const { index: name, equals } of besides) {
    const [next] = await index.find({ index: name, equals, order: 'desc', limit: 1, after: place });
    if (!next) return undefined;
    // Behind its own id, and before every other.
    place = [next.at, `${next.id} `];
  }
  return place;
}

/** The first instant of a day, as rows have it. */
function startOf(day: Temporal.PlainDate): string {
  return instantText(startOfDayInVietnam(day));
}
