import type { Truth } from './truth.ts';
import type { Fields } from './standing.ts';

/** The list that a connection pages through. */
export interface WholeList {
  /** Names the list: cursors of one are refused in another. */
  readonly list: string;
  readonly records: readonly Fields[];
}

interface RawPage {
  readonly nodes: readonly Fields[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Reads all rows of a list, whatever page was asked for. @throws GraphQLError for arguments that are no good */
export async function readWholeList(
  truth: Truth,
  [part, type, field]: Readonly<Parameters<Truth['field']>> | readonly [Parameters<Truth['field']>[0], string, string],
  record: Fields,
  args: Fields,
): Promise<WholeList> {
  const { first: _first, after: _after, ...filter } = args;
  const records: Fields[] = [];
  let after: string | null = null;
  for (;;) {
    const page = (await truth.field(part, type, field, record, { ...filter, first: 100, after })) as RawPage;
    records.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  const list = `${type}.${field} ${String(record['id'])} ${JSON.stringify(filter)}`;
  return { list, records };
}

/** The part of a list that a page is; undefined for a cursor or a length that is refused. */
export function cutPage<T extends { readonly record: Fields }>(
  rows: readonly T[],
  all: readonly Fields[],
  { first, after }: { readonly first: number; readonly after: string | undefined },
): { readonly rows: readonly T[]; readonly hasNextPage: boolean } | undefined {
  if (first < 1 || first > 100) return undefined;
  const start = after === undefined ? -1 : all.findIndex(({ id }) => id === after);
  const rest = rows.filter(({ record }) => all.indexOf(record) > start);
  return { rows: rest.slice(0, first), hasNextPage: rest.length > first };
}
