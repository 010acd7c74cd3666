import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';

/** Documents that the announcing process stores, with a value that no event may hold. */
export interface KeptDocument extends Stored {
  readonly secret: string;
}

export const keptDocuments: CollectionSpec<KeptDocument> = { name: 'keptDocuments', indexes: [] };
