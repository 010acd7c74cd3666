import DataLoader from 'dataloader';
import type { SealedDocumentOf } from './sealed-type.ts';
import type { Sealer } from './sealer.ts';
import type { StoredSeal } from './stored-seal.ts';

/** Loads the seals of one call. */
export type SealLoader = DataLoader<SealedDocumentOf, StoredSeal, string>;

/**
 * Gives the seals of records, one read of the store for all that are asked in a tick.
 *
 * @param scope with what the resolvers of the call answer
 */
export function sealLoader(sealer: Sealer, scope: unknown): SealLoader {
  return new DataLoader((requests) => sealer.sealsOf(requests.map((request) => ({ ...request, scope }))), {
    cacheKeyFn: (request) => sealer.idOf(request),
  });
}
