import type { CollectionSpec, Stored } from '../store/port.ts';
import type { SealedDocument } from './seal-document.ts';

/** A seal as it is kept: made once for each version of a document, and given in parts ever after. */
export interface StoredSeal extends Stored, SealedDocument {}

/** Where the status of a seal stands: small, as whoever writes a status list reads many. */
export interface StoredPlace extends Stored {
  /** The id of the seal. */
  readonly id: string;
  readonly list: string;
  readonly place: number;
}

/** The seals of an agency. */
export const seals: CollectionSpec<StoredSeal> = { name: 'seals', indexes: [] };

export const sealPlaces: CollectionSpec<StoredPlace> = {
  name: 'sealPlaces',
  indexes: [{ name: 'byPlace', fields: ['list', 'place'], unique: true }],
};

/** The id of the seal of a document. */
export function sealId(typeName: string, documentId: string): string {
  return `${typeName}/${documentId}`;
}
