import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refusal } from '../http/refusal.ts';
import type { RegisteredClient } from '../identity/clients/client.ts';
import { retryAfter } from './retry-after.ts';

/** Counts the requests of clients. */
export interface RequestQuota {
  /**
   * Counts one request, whatever becomes of it.
   *
   * @throws GraphQLError `QUOTA_EXCEEDED` (429) with `retry-after`
   */
  spend(client: Pick<RegisteredClient, 'id' | 'quota'>): Promise<void>;
  /** What a client has sent in the periods that run now. */
  used(client: string): Promise<Readonly<Record<'perMinute' | 'perDay', number>>>;
}

const periods = [
  { quota: 'perMinute', seconds: 60, words: 'a minute' },
  { quota: 'perDay', seconds: 24 * 60 * 60, words: 'a day' },
] as const;

/**
 * Holds clients to the quota in their files. Each gateway process counts what it is sent itself. A period begins with
 * the first request in it; the quota is read anew with each request, since files are reloaded.
 */
export function createRequestQuota(): RequestQuota {
  const counted = periods.map((period) => ({
    ...period,
    // How many are too many is for the client's file to say, not for the counter.
    counter: new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: period.seconds }),
  }));
  return {
    async spend({ id, quota }) {
      for (const { counter, words, ...period } of counted) {
        const most = quota[period.quota];
        const { consumedPoints, msBeforeNext } = await counter.consume(id);
        if (consumedPoints <= most) continue;
        throw refusal(
          'QUOTA_EXCEEDED',
          `This client may send ${most} requests ${words}.`,
          retryAfter(msBeforeNext),
        );
      }
    },
    async used(client) {
      const counts = await Promise.all(
        counted.map(async ({ quota, counter }) => [quota, (await counter.get(client))?.consumedPoints ?? 0]),
      );
      return Object.fromEntries(counts);
    },
  };
}
