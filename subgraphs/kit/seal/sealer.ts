import type { KeyRing } from '../keys/key-ring.ts';
import type { Collection } from '../store/port.ts';
import { ConflictError, DuplicateError } from '../store/store-errors.ts';
import type { ReadClaims } from './read-claims.ts';
import { sealDocument } from './seal-document.ts';
import type { SealedDocumentOf, SealedTypes } from './sealed-type.ts';
import { statusUri } from './status/status-place.ts';
import { takePlace } from './status/take-place.ts';
import { sealId, type StoredPlace, type StoredSeal } from './stored-seal.ts';

/** A record of which the seal is wanted, with whatever its resolvers need. */
export interface SealRequest extends SealedDocumentOf {
  readonly scope: unknown;
}

/** Gives the seals of documents, and makes those that are not there yet. */
export interface Sealer {
  /** The id under which the seal of a record is kept. */
  idOf(document: SealedDocumentOf): string;
  /** The seals of some records, in their order, by one read of the store. */
  sealsOf(requests: readonly SealRequest[]): Promise<readonly (StoredSeal | Error)[]>;
}

/** What a sealer works with. */
export interface SealerOptions {
  readonly types: SealedTypes;
  readonly readClaims: ReadClaims;
  readonly seals: Collection<StoredSeal>;
  readonly places: Collection<StoredPlace>;
  /** The keys as they are now: they are rotated while the agency runs. */
  readonly keys: () => KeyRing;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** A version has one seal, whoever asks for it first, and from however many processes at once. */
export function createSealer({ types, readClaims, seals, places, keys, now }: SealerOptions): Sealer {
  const identityOf = ({ typeName, record }: SealedDocumentOf) => {
    const type = types[typeName];
    if (!type) throw new Error(`${typeName} is not sealed.`);
    return type.identityOf(record as never);
  };
  const idOf: Sealer['idOf'] = (request) => sealId(request.typeName, identityOf(request).id);

  const make = async (request: SealRequest): Promise<StoredSeal> => {
    const { typeName, record, scope } = request;
    const id = idOf(request);
    const ring = keys();
    const at = now();
    const { list, place } = await takePlace(places, id, at);
    const status = { uri: statusUri(ring.agency, list), idx: place };
    const claims = await readClaims(typeName, record, scope);
    const about = { typeName, identity: identityOf(request), status };
    return { id, version: 1, ...(await sealDocument(claims, about, ring, at)) };
  };

  /** Of two that seal the same at once the first is kept. */
  const insert = async (request: SealRequest): Promise<StoredSeal> => {
    const seal = await make(request);
    try {
      await seals.insert(seal);
      return seal;
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      return (await seals.get(seal.id)) ?? seal;
    }
  };

  /** What a revoked key signed proves nothing any more: the document is sealed anew. */
  const renew = async (request: SealRequest, { version }: StoredSeal): Promise<StoredSeal> => {
    const seal = await make(request);
    try {
      return await seals.replace({ ...seal, version });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return (await seals.get(seal.id)) ?? seal;
    }
  };

  return {
    idOf,
    async sealsOf(requests) {
      const stored = await seals.getMany(requests.map(idOf));
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
