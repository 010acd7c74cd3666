import { checkRange } from './check-range.ts';
import { tupleReader } from './index-tuples.ts';
import type { Collection, CollectionSpec, Position, Range, Stored } from './port.ts';

/**
 * The place of a row in a range: what `after` of the next page takes, and what a cursor carries.
 * RangeError when the range orders by a field that passes through an array: such a row has no one place.
 */
export function positionOf<T extends Stored>(spec: CollectionSpec<T>, range: Range, doc: T): Position {
  const index = checkRange(spec, range);
  const ordering = { ...index, fields: index.fields.slice(range.equals.length) };
  const tuples = tupleReader(spec.name, ordering)(doc);
  const [tuple] = tuples;
  if (tuple === undefined || tuples.length > 1) {
    throw new RangeError(
      `${spec.name}, index "${index.name}": a field through an array must be bound by equals`,
    );
  }
  return [...tuple, doc.id];
}

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
