import type { CollectionSpec, IndexSpec, Stored } from './port.ts';

/** The index by which a store finds the documents whose end has come. */
export const byEnd: IndexSpec = { name: 'byEnd', fields: ['expiresAt'] };

/** The indexes of a collection, with that of its ends where it has any. */
export function indexesOf({ indexes, expires }: CollectionSpec<Stored>): readonly IndexSpec[] {
  return expires ? [...indexes, byEnd] : indexes;
}
