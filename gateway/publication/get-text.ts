import { boundedText, longestPublication } from '../../subgraphs/kit/http/bounded-text.ts';

/** Fetches a text; undefined where there is none. @throws Error when nobody answers well */
export type GetText = (url: URL) => Promise<string | undefined>;

/** Milliseconds that an answer may take. */
const timeout = 5_000;

/** Fetches by HTTP. */
export const getText: GetText = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: 'error' });
  if (response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 404 || response.status === 401) return undefined;
    throw new Error(`no publication (HTTP ${response.status})`);
  }
  return boundedText(response, longestPublication);
};
