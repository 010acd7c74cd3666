import type { ReadyCheck } from './readiness.ts';

/** Milliseconds a subgraph may take to answer the check. */
const timeout = 1_500;

/**
 * A check that every subgraph answers HTTP at its routing URL. What it answers does not matter as long as it is not a
 * failure: a subgraph that trusts only signed calls says 401, and that is well.
 */
export function subgraphsAnswer(
  subgraphs: () => readonly { readonly name: string; readonly url: string }[],
): ReadyCheck {
  return async () => {
    const silent = await Promise.all(
      subgraphs().map(async ({ name, url }) => ((await answers(url)) ? [] : [name])),
    );
    if (silent.flat().length > 0) throw new Error(`no answer from ${silent.flat().join(', ')}`);
  };
}

/** Whether anything that is not a failure answers at a routing URL within a second and a half. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
