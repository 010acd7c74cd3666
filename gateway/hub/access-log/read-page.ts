import type { Relation } from '../../../schema/policy/relation.ts';
import { connect, type Connection, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Key, Position, Range } from '../../../subgraphs/kit/store/port.ts';
import { positionOf } from '../../../subgraphs/kit/store/position-of.ts';
import { logRows, type LogRow } from '../../log/index/log-row.ts';
import type { LogIndex } from '../../log/index/log-index.ts';
import type { HubScope } from '../hub-scope.ts';
import type { AccessView } from './access-view.ts';

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
  /** Whether a row is told of now; all if left out. */
  readonly isTold?: (row: LogRow) => Promise<boolean>;
}

const timeZone = 'Asia/Ho_Chi_Minh';

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
  { relation, subject, isTold }: AccessList,
  { from, to }: Period,
  range: Range,
  index: LogIndex,
  views: Map<string, AccessView>,
): Promise<readonly LogRow[]> {
  const first = from?.toZonedDateTime(timeZone).toInstant();
  const told: LogRow[] = [];
  let after = range.after ?? (to ? before(to.add({ days: 1 })) : undefined);
  while (told.length < range.limit) {
    const rows = await index.find({ ...range, ...(after && { after }) });
    for (const row of rows) {
      if (first && Temporal.Instant.compare(Temporal.Instant.from(row.at), first) < 0) return told;
      if (told.length === range.limit) return told;
      if (isTold && !(await isTold(row))) continue;
      const logged = await index.read(row);
      // Of an archived month nothing can be read here any more.
      if (!logged) continue;
      views.set(row.id, { logged, relation, ...(subject !== undefined && { subject }) });
      told.push(row);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < range.limit) return told;
    after = positionOf(logRows, range, last);
  }
  return told;
}

/** The place before all that happened on a day. */
function before(day: Temporal.PlainDate): Position {
  return [day.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' }), ''];
}
