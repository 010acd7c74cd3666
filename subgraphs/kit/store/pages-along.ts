import type { Collection, CollectionSpec, Range, Stored } from './port.ts';
import { positionOf } from './position-of.ts';

const pageSize = 1000;

/** All documents along an index, page by page, as they are when their page is read. */
export async function* pagesAlong<T extends Stored>(
  collection: Collection<T>,
  spec: CollectionSpec<T>,
  along: Pick<Range, 'index' | 'equals'>,
): AsyncGenerator<readonly T[]> {
  let range: Range | undefined = { ...along, limit: pageSize };
  while (range) {
    const documents: readonly T[] = await collection.find(range);
    yield documents;
    const last = documents.length === pageSize ? documents.at(-1) : undefined;
    range = last && { ...range, after: positionOf(spec, range, last) };
  }
}
