import { refusal } from '../http/refusal.ts';
import type { Quotas } from '../quota/quotas.ts';
import { retryAfter } from '../quota/retry-after.ts';
import { patience, type PrimaryLine } from './primary-line.ts';
import type { Spent } from './shared-answers.ts';

/** Quotas that the primary counts for all workers. What it does not answer in time is refused. */
export function sharedQuotas({ ask }: Pick<PrimaryLine, 'ask'>): Quotas {
  return {
    requests: {
      async spend({ id, quota }) {
        const spent = (await ask({ kind: 'spend', client: { id, quota } }).catch(refuseSilence)) as Spent;
        if (spent) throw refusal('QUOTA_EXCEEDED', spent.message, Object.fromEntries(spent.headers));
      },
      used: (client) => ask({ kind: 'used', client }) as ReturnType<Quotas['requests']['used']>,
    },
    subjects: {
      count: (sighting, quota) => ask({ kind: 'sighted', sighting, quota }) as Promise<number | undefined>,
    },
  };
}

/** The primary is silent: what cannot be counted is not done. @throws GraphQLError `OVERLOADED` */
export function refuseSilence(): never {
  throw refusal('OVERLOADED', undefined, retryAfter(patience));
}
