import type { Collection, CollectionSpec, IndexSpec, Range, Stored } from '../../store/port.ts';
import { positionOf } from '../../store/position-of.ts';
import type { StatusName } from './status-bits.ts';

/** A document that does not hold any more. */
export interface EndedDocument {
  readonly typeName: string;
  readonly id: string;
  readonly status: Exclude<StatusName, 'IN_FORCE'>;
}

/** Gives the documents of an agency that do not hold any more, page by page, as they are now. */
export type EndedDocuments = () => AsyncIterable<readonly EndedDocument[]>;

/** The index that a collection of documents needs for it. */
export const byStatus = { name: 'byStatus', fields: ['status'] } as const satisfies IndexSpec;

const pageSize = 1000;

/**
 * The ended documents of a collection that has the index `byStatus`.
 *
 * @param typeNameOf the type of the graph that a record is
 */
export async function* endedIn<T extends Stored>(
  collection: Collection<T>,
  spec: CollectionSpec<T>,
  typeNameOf: (record: T) => string,
): AsyncGenerator<readonly EndedDocument[]> {
  for (const status of ['WITHDRAWN', 'SUPERSEDED'] as const) {
    let range: Range | undefined = { index: byStatus.name, equals: [status], limit: pageSize };
    while (range) {
      const records: readonly T[] = await collection.find(range);
      yield records.map((record) => ({ typeName: typeNameOf(record), id: record.id, status }));
      const last = records.length === pageSize ? records.at(-1) : undefined;
      range = last && { ...range, after: positionOf(spec, range, last) };
    }
  }
}
