import type { ToldDiff } from '../../schema/policy-diff/told-diff.ts';
import type { Collection, Store } from '../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../subgraphs/kit/store/store-errors.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import { compareRevisions } from './compare-revisions.ts';
import {
  digestOf,
  packTexts,
  policyRevisions,
  unpackTexts,
  type PolicyRevision,
  type ServedPolicy,
} from './policy-revision.ts';

/** The policies that gateways of this store have served. */
export interface PolicyHistory {
  /** Latest first. */
  list(): Promise<readonly PolicyRevision[]>;
  /**
   * What changed from one to the other, by the code of `npm run policy:diff`.
   *
   * @returns undefined where one of them is not kept
   */
  compare(old: string, now: string): Promise<ToldDiff | undefined>;
}

/** The same for a gateway that serves one of them. */
export interface OwnPolicyHistory extends PolicyHistory {
  /** Notes that this gateway serves its policy from now on. To be called before the first answer. */
  begin(): Promise<void>;
}

/** As many as are kept: what is older is in the repository. */
const mostKept = 30;

/**
 * Opens the history over the gateways' store.
 *
 * @param served what this gateway is to serve
 * @param compareTwo compares two of them
 */
export async function openPolicyHistory(
  store: Store,
  served: ServedPolicy,
  clock: () => Temporal.Instant,
  compareTwo: typeof compareRevisions = compareRevisions,
): Promise<OwnPolicyHistory> {
  const collection = await store.collection(policyRevisions);
  const list = () => collection.find({ index: 'byTime', equals: [], order: 'desc', limit: mostKept });
  const compared = new Map<string, Promise<ToldDiff>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    list,
    async begin() {
      const digest = digestOf(served.texts);
      const kept = await list();
      if (kept[0]?.digest === digest) return;
      await note(collection, kept, {
        digest,
        policyVersion: served.policyVersion,
        servedFrom: instantText(clock()),
        packed: packTexts(served.texts),
      });
    },
    async compare(old, now) {
      const all = await list();
      const [before, after] = [old, now].map((each) => all.find((one) => one.digest === each));
      if (!before || !after) return undefined;
      const pair = `${old} ${now}`;
      const known = compared.get(pair);
      if (known) return known;
      // One after the other: a comparison takes a core for seconds, and answers of the gateway come first.
      const made = last.then(() => compareTwo(unpackTexts(before), unpackTexts(after)));
      last = made.catch(() => compared.delete(pair));
      if (compared.size >= mostKept) compared.clear();
      compared.set(pair, made);
      return made;
    },
  };
}

/** Writes it into a free place, or into that of the oldest. Where another gateway was faster it noted the same. */
async function note(
  collection: Collection<PolicyRevision>,
  kept: readonly PolicyRevision[],
  revision: Omit<PolicyRevision, 'id' | 'version'>,
): Promise<void> {
  const again = kept.find(({ digest }) => digest === revision.digest);
  const oldest = again ?? (kept.length < mostKept ? undefined : kept.at(-1));
  try {
    if (oldest) await collection.replace({ ...oldest, ...revision });
    else await collection.insert({ id: `place-${kept.length}`, version: 1, ...revision });
  } catch (error) {
    if (!(error instanceof DuplicateError || error instanceof ConflictError)) throw error;
  }
}
