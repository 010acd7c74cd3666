import { pagesAlong } from '../../store/paging.ts';
import type { Collection, CollectionSpec, IndexSpec, Stored } from '../../store/port.ts';
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
    for await (const records of pagesAlong(collection, spec, { index: byStatus.name, equals: [status] })) {
      yield records.map((record) => ({ typeName: typeNameOf(record), id: record.id, status }));
    }
  }
}
