import { SealRefused } from '../seal/sd-jwt/seal-refused.ts';
import { readStatusLists, type StatusList, type StatusLists } from '../seal/status/status-of.ts';
import { readPublishedKeys, type PublishedKeys } from '../seal/verify/published-keys.ts';
import { HubAway, type HubAccess } from './ask-hub.ts';
import { keepFetched } from './keep-fetched.ts';

/** What the hub publishes for whoever verifies a seal: keys of the agencies, and which documents hold no more. */
export interface HubPublication {
  /** @param freshly whether keys that were fetched before do not do @throws HubAway */
  keys(freshly?: boolean): Promise<PublishedKeys>;
  /** The list that a seal names as its own; undefined where the agency has none. @throws HubAway, SealRefused */
  statusList(uri: string): Promise<StatusList | undefined>;
}

/** How long the hub may take, in milliseconds. */
const answerTime = 5_000;
/** The lists of a country for so many months; the oldest are fetched again. */
const mostLists = 64;

const listName = /^https:\/\/lienthong\.gov\.vn(\/status\/[a-z]{1,20}\/\d{4}-\d{2})$/;

/**
 * Reads them from the hub, and keeps them for a minute. Each text is parsed once, and a list verified once by each set of
 * keys: a key that was revoked meanwhile proves no list any more.
 */
export function createHubPublication(hubUrl: HubAccess['url'], now = Date.now): HubPublication {
  const keySets = keepFetched(
    async (path) => {
      const text = await fetchText(hubUrl(), path);
      return readPublishedKeys(text === undefined ? { keys: [] } : JSON.parse(text));
    },
    { most: 1, now },
  );
  const keys = (freshly = false) => keySets('/.well-known/jwks.json', freshly);
  const tokens = keepFetched((path) => fetchText(hubUrl(), path), { most: mostLists, now });
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

async function fetchText(hub: string | undefined, path: string): Promise<string | undefined> {
  if (hub === undefined) throw new HubAway('NOT_UP');
  const response = await fetch(new URL(path, hub), {
    redirect: 'error',
    signal: AbortSignal.timeout(answerTime),
  }).catch(noAnswer);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new HubAway(`HTTP_${response.status}`);
  return response.text().catch(noAnswer);
}

function noAnswer(cause: unknown): never {
  throw new HubAway('NO_ANSWER', { cause });
}
