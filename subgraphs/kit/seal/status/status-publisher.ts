import type { KeyRing } from '../../keys/key-ring.ts';
import type { Collection } from '../../store/port.ts';
import { sealId, type StoredPlace } from '../stored-seal.ts';
import type { EndedDocuments } from './ended-documents.ts';
import { signStatusList } from './sign-status-list.ts';
import type { StatusName } from './status-bits.ts';
import { listOf } from './status-place.ts';

/** Gives the signed status lists of an agency. */
export interface StatusPublisher {
  /** The list of a month, `YYYY-MM`; undefined for a month in which nothing can have been sealed. */
  list(month: string): Promise<string | undefined>;
}

/** What the lists are made from. */
export interface StatusPublisherOptions {
  readonly ended: EndedDocuments;
  readonly places: Collection<StoredPlace>;
  readonly keys: () => KeyRing;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** How old a list may be when it is given out again; seconds. */
const longestKept = 30;

/** The month in which the first seal was made. */
const firstMonth = '2026-01';
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What the documents say now is what the lists say: no second record of it is kept, which could be behind. */
export function createStatusPublisher({ ended, places, keys, now }: StatusPublisherOptions): StatusPublisher {
  const kept = new Map<string, { readonly at: number; readonly token: Promise<string> }>();
  return {
    async list(month) {
      const at = now();
      if (!monthForm.test(month) || month < firstMonth || month > listOf(at)) return undefined;
      const before = kept.get(month);
      if (before && at - before.at < longestKept) return before.token;
      const token = write(month, at);
      kept.set(month, { at, token });
      token.catch(() => kept.delete(month));
      return token;
    },
  };

  async function write(month: string, at: number): Promise<string> {
    const statuses: [number, StatusName][] = [];
    for await (const documents of ended()) {
      const ids = documents.map(({ typeName, id }) => sealId(typeName, id));
      const taken = await places.getMany(ids);
      documents.forEach(({ status }, index) => {
        const place = taken.get(ids[index] ?? '');
        if (place?.list === month) statuses.push([place.place, status]);
      });
    }
    return signStatusList(month, statuses, keys(), at);
  }
}
