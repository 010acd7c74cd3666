import { readFile } from 'node:fs/promises';
import type { AskHub } from '../subgraph.ts';

/** How an agency asks the hub in its own name. */
export interface HubAddress {
  /** Of the hub's GraphQL endpoint. */
  readonly url: string;
  /** The agency's access token; asked for anew each time, since tokens are short-lived. */
  readonly token: () => Promise<string>;
}

/** How long the hub may take, in milliseconds. */
const answerTime = 15_000;

/** Why the hub gave no answer; just codes, never what it said. */
class HubAnswerMissing extends Error {
  override readonly name = 'HubAnswerMissing';
}

/** Asks over HTTP. An answer with any error is none: what is missing would be learnt as if it were not so. */
export function createHubAsker({ url, token }: HubAddress): AskHub {
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>>, purpose: string) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await token()}`,
        'hub-purpose': purpose,
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answerTime),
    });
    const answer = (await response.json()) as {
      readonly data?: Data | null;
      readonly errors?: readonly unknown[];
    };
    if (!answer.data || answer.errors?.length) throw new HubAnswerMissing(`HTTP_${response.status}`);
    return answer.data;
  };
}

/**
 * Reads `HUB_URL` and `HUB_TOKEN_FILE`, which whoever issues the agency's tokens keeps up to date.
 *
 * @returns undefined where the agency asks nothing
 * @throws Error of one line that says what to do
 */
export function readHubAsker({
  HUB_URL: url,
  HUB_TOKEN_FILE: file,
}: Readonly<Record<string, string | undefined>>): AskHub | undefined {
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new Error('HUB_URL is no address: give that of the hub, https://…/graphql.');
  if (!file) throw new Error('HUB_TOKEN_FILE is not set: give the file with the access token of the agency.');
  return createHubAsker({ url, token: async () => (await readFile(file, 'utf8')).trim() });
}
