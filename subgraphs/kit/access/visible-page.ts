import { largestPage } from '../../../schema/argument-problems.ts';
import { pageOf, type Connection } from '../connection.ts';

/** A list of which a caller may see some rows. */
export interface PartlyVisible<T> {
  /** Rows that the caller asked for. */
  readonly wanted: number;
  readonly isVisible: (node: T) => boolean;
  /** Reads the next rows of the whole list; undefined for a list that has one page. */
  readonly pageAfter?: (cursor: string, first: number) => Promise<Connection<T>>;
}

/** How often a page is filled up: a bound, since the rows that may be seen can lie far apart. */
const mostReads = 5;

/**
 * The page as it would be if the rows that the caller may not see did not exist: as long, and with a cursor only where
 * there is a row. Just a list in which hardly any row may be seen is read in steps: then `hasNextPage` says that the
 * rest is still to be read.
 */
export async function visiblePage<T>(
  page: Connection<T>,
  { wanted, isVisible, pageAfter }: PartlyVisible<T>,
): Promise<Connection<T>> {
  const edges = page.edges.filter(({ node }) => isVisible(node));
  let last = page;
  for (let reads = 0; reads < mostReads && edges.length <= wanted; reads++) {
    if (!pageAfter || !last.pageInfo.hasNextPage || last.pageInfo.endCursor === null) break;
    last = await pageAfter(last.pageInfo.endCursor, largestPage);
    edges.push(...last.edges.filter(({ node }) => isVisible(node)));
  }
  const shown = edges.slice(0, wanted);
  const hasMore = edges.length > wanted;
  const isUnread = !hasMore && last.pageInfo.hasNextPage;
  const { hasPreviousPage } = page.pageInfo;
  const seen = pageOf(shown, { hasNextPage: hasMore || isUnread, hasPreviousPage });
  // What is left unread goes on after the last row that was read, seen or not.
  if (!isUnread) return seen;
  const { hasNextPage, startCursor } = seen.pageInfo;
  const { endCursor } = last.pageInfo;
  return { ...seen, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } };
}
