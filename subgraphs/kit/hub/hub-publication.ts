import { SealRefused } from '../seal/sd-jwt/seal-refused.ts';
import { readStatusLists, type StatusList, type StatusLists } from '../seal/status/status-of.ts';
import type { PublishedKeys } from '../seal/verify/published-keys.ts';
import { HubAway, type HubAccess } from './ask-hub.ts';
import { fetchText } from './fetch-text.ts';
import { keepFetched } from './keep-fetched.ts';
import { keysOfHub, type GetKeys } from './key-sources.ts';

/** What the hub publishes for whoever verifies a seal: keys of the agencies, and which documents hold no more. */
export interface HubPublication {
  /** @param freshly whether keys that were fetched before do not do @throws HubAway */
  keys(freshly?: boolean): Promise<PublishedKeys>;
  /** The list that a seal names as its own; undefined where the agency has none. @throws HubAway, SealRefused */
  statusList(uri: string): Promise<StatusList | undefined>;
}

/** The lists of a country for so many months; the oldest are fetched again. */
const mostLists = 64;

const listName = /^https:\/\/lienthong\.gov\.vn(\/status\/[a-z]{1,20}\/\d{4}-\d{2})$/;

/** Where keys come from, and the clock. */
interface PublicationOptions {
  /** The hub's own word if left out. */
  readonly getKeys?: GetKeys | undefined;
  readonly now?: () => number;
}

/**
 * Reads them from the hub, and keeps them for a minute. Each text is parsed once, and a list verified once by each set of
 * keys: a key that was revoked meanwhile proves no list any more. Lists come from the hub always: who signed them, the keys
 * tell.
 */
export function createHubPublication(
  hubUrl: HubAccess['url'],
  { getKeys = keysOfHub(hubUrl), now = Date.now }: PublicationOptions = {},
): HubPublication {
  const keySets = keepFetched(getKeys, { most: 1, now });
  const keys = (freshly = false) => keySets('keys', freshly);
  const listAt = async (path: string) => {
    const hub = hubUrl();
    if (hub === undefined) throw new HubAway('NOT_UP');
    return fetchText(new URL(path, hub));
  };
  const tokens = keepFetched(listAt, { most: mostLists, now });
  const verified = new WeakMap<PublishedKeys, Map<string, Promise<StatusLists>>>();
  const verify = (token: string, by: PublishedKeys) =>
    verified
      .getOrInsertComputed(by, () => new Map())
      .getOrInsertComputed(token, () => readStatusLists([token], by));
  return {
    keys,
    async statusList(uri) {
      const [, path] = listName.exec(uri) ?? [];
      if (path === undefined) throw new SealRefused('CLAIMS');
      const token = await tokens(path);
      if (token === undefined) return undefined;
      const read = async (freshly: boolean) => (await verify(token, await keys(freshly))).get(uri);
      // It may be signed by a newer key than those kept. One that proves nothing even so is no fault of the document.
      return read(false)
        .catch(() => read(true))
        .catch((cause: unknown) => {
          throw new HubAway('STATUS_LIST', { cause });
        });
    },
  };
}
