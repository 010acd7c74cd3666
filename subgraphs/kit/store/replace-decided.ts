import type { Collection, Stored } from './port.ts';
import { ConflictError } from './store-errors.ts';

/** What was decided about a document: the one that takes its place, or that it stays as it is. */
export type Decided<T, Change> =
  { readonly next: T; readonly change: (stored: T) => Change } | { readonly stays: Change };

/**
 * Decides on what is stored; when somebody was faster, decides anew on what is stored then. It ends as long as every
 * change leads forward, as through the states of a request.
 *
 * @param missing what came of it where there is no such document
 */
export async function replaceDecided<T extends Stored, Change>(
  collection: Collection<T>,
  id: string,
  decide: (stored: T) => Decided<T, Change>,
  missing: Change,
): Promise<Change> {
  for (;;) {
    const stored = await collection.get(id);
    if (stored === undefined) return missing;
    const decided = decide(stored);
    if ('stays' in decided) return decided.stays;
    try {
      return decided.change(await collection.replace(decided.next));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
