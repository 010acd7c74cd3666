import { boundedText, longestPublication } from '../http/bounded-text.ts';
import { HubAway } from './ask-hub.ts';

/** How long whoever publishes may take, in milliseconds. */
const answerTime = 5_000;

/** What is published at an address; undefined where there is nothing. @throws HubAway */
export async function fetchText(url: URL): Promise<string | undefined> {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(answerTime),
  }).catch(noAnswer);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new HubAway(`HTTP_${response.status}`);
  return boundedText(response, longestPublication).catch(noAnswer);
}

function noAnswer(cause: unknown): never {
  throw new HubAway('NO_ANSWER', { cause });
}
