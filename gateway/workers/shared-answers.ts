import { asRefusal } from '../http/refusal.ts';
import { shareRead } from '../observability/share-read.ts';
import type { Quotas } from '../quota/quotas.ts';
import type { Question } from './worker-messages.ts';

/** What becomes of a request that was to be counted: undefined when it may be run. */
export type Spent = { readonly message: string; readonly headers: readonly [string, string][] } | undefined;

/** Milliseconds for which metrics that were read are told again, by the primary and by each worker. */
export const metricsKept = 1_000;

/**
 * Answers what workers ask, for all of them: clients have one quota, however many processes answer them.
 *
 * @param metrics those of all workers
 * @param now milliseconds since 1970
 */
export function answerForAll(
  { requests, subjects }: Quotas,
  metrics: () => Promise<string>,
  now: () => number = Date.now,
): (question: Question) => Promise<unknown> {
  // Each request waits for this process: it is not to be kept busy by whoever reads metrics.
  const read = shareRead(metrics, { keep: metricsKept });
  return async (question) => {
    switch (question.kind) {
      case 'spend':
        return requests.spend(question.client).then(() => undefined, asSpent);
      case 'used':
        return requests.used(question.client);
      case 'sighted':
        return subjects.count(question.sighting, question.quota, now());
      case 'metrics':
        return read();
      case 'present':
        return undefined;
    }
  };
}

function asSpent(error: unknown): Spent {
  const refused = asRefusal(error);
  if (!refused) throw error;
  const { headers } = refused.extensions['http'] as { readonly headers: ReadonlyMap<string, string> };
  return { message: refused.message, headers: [...headers] };
}
