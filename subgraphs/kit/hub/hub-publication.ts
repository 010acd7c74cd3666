import { SealRefused } from '../seal/sd-jwt/seal-refused.ts';
import { readStatusLists, type StatusList } from '../seal/status/status-of.ts';
import { readPublishedKeys, type PublishedKeys } from '../seal/verify/published-keys.ts';
import { HubAway, type HubAccess } from './ask-hub.ts';

/** What the hub publishes for whoever verifies a seal: keys of the agencies, and which documents hold no more. */
export interface HubPublication {
  /** @param freshly whether keys that were fetched before do not do @throws HubAway */
  keys(freshly?: boolean): Promise<PublishedKeys>;
  /** The list that a seal names as its own; undefined where the agency has none. @throws HubAway, SealRefused */
  statusList(uri: string): Promise<StatusList | undefined>;
}

/** How long what was fetched is good; milliseconds. A revoked key, or a paper withdrawn, is known after it. */
const longestKept = 60_000;
/** How long the hub may take, in milliseconds. */
const answerTime = 5_000;
/** The lists of a country for so many months; the oldest are fetched again. */
const mostLists = 64;

const listName = /^https:\/\/lienthong\.gov\.vn(\/status\/[a-z]{1,20}\/\d{4}-\d{2})$/;

/** Reads them from the hub, and keeps them for a minute. */
export function createHubPublication(hubUrl: HubAccess['url'], now = Date.now): HubPublication {
  const kept = new Map<string, { readonly at: number; readonly text: Promise<string | undefined> }>();
  const get = async (path: string, freshly: boolean): Promise<string | undefined> => {
    const before = kept.get(path);
    if (before && !freshly && now() - before.at < longestKept) return before.text;
    const text = fetchText(hubUrl(), path);
    kept.delete(path);
    kept.set(path, { at: now(), text });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostLists) break;
      kept.delete(oldest);
    }
    // What could not be fetched is asked for again at once.
    text.catch(() => kept.get(path)?.text === text && kept.delete(path));
    return text;
  };
  const keys = async (freshly = false) => {
    const text = await get('/.well-known/jwks.json', freshly);
    return readPublishedKeys(text === undefined ? { keys: [] } : JSON.parse(text));
  };
  return {
    keys,
    async statusList(uri) {
      const [, path] = listName.exec(uri) ?? [];
      if (path === undefined) throw new SealRefused('CLAIMS');
      const token = await get(path, false);
      if (token === undefined) return undefined;
      const read = async (freshly: boolean) => (await readStatusLists([token], await keys(freshly))).get(uri);
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
