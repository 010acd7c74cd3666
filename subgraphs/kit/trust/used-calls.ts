import type { CollectionSpec, Expiring, Store } from '../store/port.ts';
import { DuplicateError } from '../store/store-errors.ts';
import type { CallSignature } from './proven-call.ts';

/** The signed calls that changed something, as all processes of an agency know them. */
export interface UsedCalls {
  /**
   * Notes durably that a call is used, before anything is done for it.
   *
   * @returns false where a process of the agency did so before
   * @throws StoreUnavailableError when that cannot be noted: then nothing may be done
   */
  firstUse(signature: CallSignature): Promise<boolean>;
}

/**
 * Milliseconds for which a call is remembered beyond its own life. The store takes away by the clock of the database, or of
 * another process, which may be ahead.
 */
const margin = 300_000;

const usedCalls: CollectionSpec<Expiring> = { name: 'usedCalls', indexes: [], expires: true };

/** Opens what an agency's store knows of used calls. A signature is good at every process of the agency, so what it did is told to all. */
export async function openUsedCalls(store: Store): Promise<UsedCalls> {
  const calls = await store.collection(usedCalls);
  return {
    async firstUse({ id, exp }) {
      try {
        await calls.insert({ id, version: 1, expiresAt: exp * 1_000 + margin });
        return true;
      } catch (error) {
        if (error instanceof DuplicateError) return false;
        throw error;
      }
    },
  };
}
