import type { KeyRing } from '../keys/key-ring.ts';
import type { Collection, CollectionSpec, Stored } from '../store/port.ts';
import { ConflictError, DuplicateError } from '../store/store-errors.ts';
import type { ReadClaims } from './read-claims.ts';
import { sealDocument, type SealedDocument } from './seal-document.ts';
import type { SealedTypes } from './sealed-type.ts';
import { drawPlace } from './status/status-place.ts';

/** A seal as it is kept: made once for each version of a document, and given in parts ever after. */
export interface StoredSeal extends Stored, SealedDocument {
  /** Its place among the seals of the status list: unique, and drawn so that it tells no order. */
  readonly list: string;
  readonly place: number;
}

/** The seals of an agency. */
export const seals: CollectionSpec<StoredSeal> = {
  name: 'seals',
  indexes: [{ name: 'byPlace', fields: ['list', 'place'], unique: true }],
};

/** A record of which the seal is wanted, with whatever its resolvers need. */
export interface SealRequest {
  readonly typeName: string;
  readonly record: unknown;
  readonly scope: unknown;
}

/** Gives the seals of documents, and makes those that are not there yet. */
export interface Sealer {
  /** The id under which the seal of a record is kept. */
  idOf(request: Pick<SealRequest, 'typeName' | 'record'>): string;
  /** The seals of some records, in their order, by one read of the store. */
  sealsOf(requests: readonly SealRequest[]): Promise<readonly (StoredSeal | Error)[]>;
}

/** What a sealer works with. */
export interface SealerOptions {
  readonly types: SealedTypes;
  readonly readClaims: ReadClaims;
  readonly collection: Collection<StoredSeal>;
  /** The keys as they are now: they are rotated while the agency runs. */
  readonly keys: () => KeyRing;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** How often another place is drawn: a list is never nearly full. */
const mostDraws = 20;

/** A version has one seal, whoever asks for it first, and from however many processes at once. */
export function createSealer({ types, readClaims, collection, keys, now }: SealerOptions): Sealer {
  const identityOf = ({ typeName, record }: Pick<SealRequest, 'typeName' | 'record'>) => {
    const type = types[typeName];
    if (!type) throw new Error(`${typeName} is not sealed.`);
    return type.identityOf(record as never);
  };
  const idOf: Sealer['idOf'] = (request) => sealId(request.typeName, identityOf(request).id);

  const make = async (request: SealRequest): Promise<StoredSeal> => {
    const { typeName, record, scope } = request;
    const ring = keys();
    const at = now();
    const { list, place, uri } = drawPlace(ring.agency, at);
    const sealed = await sealDocument(
      await readClaims(typeName, record, scope),
      { typeName, identity: identityOf(request), status: { uri, idx: place } },
      ring,
      at,
    );
    return { id: idOf(request), version: 1, list, place, ...sealed };
  };

  /** Of two that seal the same at once the first is kept; a place that is taken is drawn again. */
  const insert = async (request: SealRequest): Promise<StoredSeal> => {
    for (let draw = 0; draw < mostDraws; draw++) {
      const seal = await make(request);
      try {
        await collection.insert(seal);
        return seal;
      } catch (error) {
        if (!(error instanceof DuplicateError)) throw error;
      }
      const first = await collection.get(seal.id);
      if (first) return first;
    }
    throw new Error('No place was free in the status list of seals.');
  };

  /** What a revoked key signed proves nothing any more: the document is sealed anew. */
  const renew = async (request: SealRequest, { version }: StoredSeal): Promise<StoredSeal> => {
    const seal = await make(request);
    try {
      return await collection.replace({ ...seal, version });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return (await collection.get(seal.id)) ?? seal;
    }
  };

  return {
    idOf,
    async sealsOf(requests) {
      const stored = await collection.getMany(requests.map(idOf));
      const revoked = new Set(keys().keys.flatMap((key) => (key.revoked ? [key.kid] : [])));
      return Promise.all(
        requests.map(async (request) => {
          try {
            const seal = stored.get(idOf(request));
            if (!seal) return await insert(request);
            return revoked.has(seal.kid) ? await renew(request, seal) : seal;
          } catch (error) {
            return error instanceof Error ? error : new Error('A seal failed.', { cause: error });
          }
        }),
      );
    },
  };
}

/** The id of the seal of a document. */
export function sealId(typeName: string, documentId: string): string {
  return `${typeName}/${documentId}`;
}
