import { sha256 } from '../../../schema/sha256.ts';
import type { Collection, IndexSpec, Stored } from './port.ts';
import { DuplicateError } from './store-errors.ts';

/** The request that made a document: repeated, it must make no second one. */
export interface MadeByRequest {
  /** Whose key it is, and the key: unique in its collection. */
  readonly key: string;
  /** SHA-256 of all that was asked for: the same key with other content is a mistake of the caller. */
  readonly digest: string;
}

/** A document that a request made. Older ones, and those of a bulk load, have none. */
export interface Requested extends Stored {
  readonly request?: MadeByRequest;
}

/** The index that every collection of such documents has. */
export const byRequest: IndexSpec = { name: 'byRequest', fields: ['request.key'], unique: true };

/**
 * Names a request by the key that its sender chose for it.
 *
 * @param sender whose key it is: what two of them choose has nothing to do with each other
 * @param asked all that was asked for, as JSON writes it
 */
export function requestNamed(sender: readonly string[], key: string, asked: unknown): MadeByRequest {
  return { key: sha256(JSON.stringify([...sender, key])), digest: sha256(JSON.stringify(asked)) };
}

/** What came of storing a document. */
export type Insertion<T> =
  /** It is there; REPEATED where the same request made it before. */
  | { readonly kind: 'STORED' | 'REPEATED'; readonly document: T }
  /** Its key was used for another request. */
  | { readonly kind: 'KEY_USED' }
  /** Another document has its id or one of its unique values: somebody was faster. */
  | { readonly kind: 'TAKEN' };

/** The document that a request has made already; undefined where it is the first with its key. */
export async function madeBefore<T extends Requested>(
  collection: Collection<T>,
  { key, digest }: MadeByRequest,
): Promise<Insertion<T> | undefined> {
  const [document] = await collection.find({ index: byRequest.name, equals: [key], limit: 1 });
  if (!document) return undefined;
  return document.request?.digest === digest ? { kind: 'REPEATED', document } : { kind: 'KEY_USED' };
}

/** Stores what a request made, once: the unique indexes decide between two at the same time. */
export async function insertOnce<T extends Requested>(
  collection: Collection<T>,
  document: T,
  request: MadeByRequest,
): Promise<Insertion<T>> {
  try {
    await collection.insert(document);
    return { kind: 'STORED', document };
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    return (await madeBefore(collection, request)) ?? { kind: 'TAKEN' };
  }
}

/** Stores a document unless one with its id, or a unique value of it, is there. @returns whether it was stored */
export async function insertIfNew<T extends Stored>(
  collection: Collection<T>,
  document: T,
): Promise<boolean> {
  try {
    await collection.insert(document);
    return true;
  } catch (error) {
    if (error instanceof DuplicateError) return false;
    throw error;
  }
}
