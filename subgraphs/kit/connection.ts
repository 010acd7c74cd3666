import { largestPage } from '../../schema/argument-problems.ts';
import type { CursorCodec } from './cursor.ts';
import { refuseArgument } from './refuse-argument.ts';
import type { CollectionSpec, Range, Stored } from './store/port.ts';
import { positionOf } from './store/paging.ts';

/** Arguments of every Relay connection of the graph. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of a list, in the shape of the Relay cursor connections specification. */
export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A list that grows: rows of one index under one key. */
export interface PagedList<T extends Stored> {
  readonly spec: CollectionSpec<T>;
  readonly range: Omit<Range, 'limit' | 'after'>;
  /** Reads rows; a batching loader, so that the same list of many parents is one read of the store. */
  readonly load: (range: Range) => Promise<readonly T[]>;
}

/** How many rows a page holds; 20 when the caller does not say. @throws GraphQLError when not 1 to 100 */
function pageSize(first: number | null | undefined): number {
  const size = first ?? 20;
  if (size < 1 || size > largestPage) throw refuseArgument('first', 'PAGE_SIZE');
  return size;
}

/** One page of a list by keyset: it costs the same at the beginning and at the end of the list. */
export async function connect<T extends Stored>(
  list: PagedList<T>,
  page: PageArguments,
  cursors: CursorCodec,
): Promise<Connection<T>> {
  const size = pageSize(page.first);
  const scope = JSON.stringify([list.spec.name, list.range.index, list.range.equals]);
  const after = page.after == null ? {} : { after: cursors.decode(scope, page.after) };
  const range = { ...list.range, ...after, limit: size + 1 };
  const rows = await list.load(range);
  const edges = rows
    .slice(0, size)
    .map((node) => new Row(node, () => cursors.encode(scope, positionOf(list.spec, range, node))));
  return pageOf(edges, { hasNextPage: rows.length > size, hasPreviousPage: page.after != null });
}

/** The page of some edges. */
export function pageOf<T>(
  edges: Connection<T>['edges'],
  reach: Pick<Connection<T>['pageInfo'], 'hasNextPage' | 'hasPreviousPage'>,
): Connection<T> {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: new PageInfo(edges, reach),
  };
}

/** A class: a literal with getters has a shape of its own, which V8 keeps with all its rows until the next great collection. */
class PageInfo<T> {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: Connection<T>['edges'];

  constructor(
    edges: Connection<T>['edges'],
    { hasNextPage, hasPreviousPage }: Pick<Connection<T>['pageInfo'], 'hasNextPage' | 'hasPreviousPage'>,
  ) {
    this.#edges = edges;
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }

  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/** An edge whose cursor is made when it is first asked for: to encrypt one costs more than to read its row. */
class Row<T> {
  readonly node: T;
  readonly #write: () => string;
  #cursor: string | undefined;

  constructor(node: T, write: () => string) {
    this.node = node;
    this.#write = write;
  }

  get cursor(): string {
    return (this.#cursor ??= this.#write());
  }
}
