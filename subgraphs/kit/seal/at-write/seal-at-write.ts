import type { Store } from '../../store/port.ts';
import type { SealedCollection } from '../sealed-type.ts';
import type { Sealer } from '../sealer.ts';
import { dueSeals } from './due-seal.ts';
import { startSealJob, type SealJob, type SealJobOptions } from './seal-job.ts';
import { watchWrites } from './watch-writes.ts';

/** How an agency's documents are sealed when they are written. */
export interface AtWrite {
  /** The store that whoever writes documents writes through. */
  readonly store: Store;
  /** How many documents are not sealed yet, counted up to a limit. */
  waiting(limit: number): Promise<number>;
  /** Starts to seal what is written, what an earlier process left included. */
  start(options: Pick<SealJobOptions, 'scopeOf' | 'onFault'>): SealJob;
}

/** Prepares it; nothing is sealed before `start`. */
export async function sealAtWrite(
  store: Store,
  sealer: Sealer,
  sealedIn: readonly SealedCollection[],
): Promise<AtWrite> {
  const due = await store.collection(dueSeals);
  let job: SealJob | undefined;
  return {
    store: watchWrites(store, { sealedIn, idOf: sealer.idOf, due, onWritten: () => job?.wake() }),
    async waiting(limit) {
      return (await due.find({ index: 'byState', equals: ['DUE'], limit })).length;
    },
    start(options) {
      job = startSealJob({ store, sealedIn, sealer, due, ...options });
      return job;
    },
  };
}
