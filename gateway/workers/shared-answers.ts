import { asRefusal } from '../http/refusal.ts';
import type { Quotas } from '../quota/quotas.ts';
import type { Question } from './worker-messages.ts';

/** What becomes of a request that was to be counted: undefined when it may be run. */
export type Spent = { readonly message: string; readonly headers: readonly [string, string][] } | undefined;

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
  return async (question) => {
    switch (question.kind) {
      case 'spend':
        return requests.spend(question.client).then(() => undefined, asSpent);
      case 'used':
        return requests.used(question.client);
      case 'sighted':
        return subjects.count(question.sighting, question.quota, now());
      case 'metrics':
        return metrics();
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
