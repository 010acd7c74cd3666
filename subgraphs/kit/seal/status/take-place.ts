import type { Collection } from '../../store/port.ts';
import { DuplicateError } from '../../store/store-errors.ts';
import type { StoredPlace } from '../stored-seal.ts';
import { drawPlace } from './status-place.ts';

/** How often another place is drawn: a list is never nearly full. */
const mostDraws = 20;

/**
 * The place of a seal, for good: of two who take one for the same seal at once, both get the place of the first.
 *
 * @param now seconds since 1970
 * @throws Error when no place was found, StoreError
 */
export async function takePlace(
  places: Collection<StoredPlace>,
  id: string,
  now: number,
): Promise<StoredPlace> {
  for (let draw = 0; draw < mostDraws; draw++) {
    const taken: StoredPlace = { id, version: 1, ...drawPlace(now) };
    try {
      await places.insert(taken);
      return taken;
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
    }
    const before = await places.get(id);
    if (before) return before;
  }
  throw new Error('No place was free in the status list of seals.');
}
