import type { Part } from './classification.ts';
import type { Fields } from './standing.ts';
import type { Truth } from './truth.ts';

/** The list that a connection pages through. */
export interface WholeList {
  /** Names the list: cursors of one are refused in another. */
  readonly list: string;
  readonly records: readonly Fields[];
  /** Ids of all rows in their order, those that are narrowed away included: a cursor can be of any of them. */
  readonly order: readonly unknown[];
}

/** Where a list is. */
export interface ListPlace {
  readonly part: Exclude<Part, 'hub'>;
  readonly type: string;
  readonly field: string;
  readonly record: Fields;
}

interface RawPage {
  readonly nodes: readonly Fields[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Arguments that narrow a list; others choose another one. */
const narrowing = ['kinds', 'from', 'to'];

/** Reads all rows of a list, whatever page was asked for. @throws GraphQLError for arguments that are no good */
export async function readWholeList(truth: Truth, place: ListPlace, args: Fields): Promise<WholeList> {
  const { first: _first, after: _after, ...filter } = args;
  const choosing = Object.fromEntries(Object.entries(filter).filter(([name]) => !narrowing.includes(name)));
  const records = await readRows(truth, place, filter);
  const all = await readRows(truth, place, choosing);
  const { type, field, record } = place;
  return {
    list: `${type}.${field} ${String(record['id'])} ${JSON.stringify(choosing)}`,
    records: records.filter((each) => !isSecretOf(place, each)),
    order: all.map(({ id }) => id),
  };
}

/** Adoption is a secret of the family: whatever the resolver says, it is in no list but its own. */
function isSecretOf({ type, field }: ListPlace, { kind }: Fields): boolean {
  return `${type}.${field}` === 'Citizen.familyRelations' && String(kind).startsWith('ADOPT');
}

async function readRows(
  truth: Truth,
  { part, type, field, record }: ListPlace,
  filter: Fields,
): Promise<readonly Fields[]> {
  const rows: Fields[] = [];
  let after: string | null = null;
  for (;;) {
    const page = (await truth.field(part, type, field, record, { ...filter, first: 100, after })) as RawPage;
    rows.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

/** The part of a list that a page is; undefined for a length that is refused. */
export function cutPage<T extends { readonly record: Fields }>(
  rows: readonly T[],
  order: readonly unknown[],
  { first, after }: { readonly first: number; readonly after: string | undefined },
): { readonly rows: readonly T[]; readonly hasNextPage: boolean } | undefined {
  if (first < 1 || first > 100) return undefined;
  const start = after === undefined ? -1 : order.indexOf(after);
  const rest = rows.filter(({ record }) => order.indexOf(record['id']) > start);
  return { rows: rest.slice(0, first), hasNextPage: rest.length > first };
}
