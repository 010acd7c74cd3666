import type { RegisteredClient, SubjectQuota } from '../identity/clients/client.ts';
import type { CountedMetrics } from '../observability/gateway-metrics.ts';
import type { Sighting } from '../quota/subject-volume.ts';

/** What a worker asks the primary, because it is one answer for all workers. */
export type Question =
  | { readonly kind: 'spend'; readonly client: Pick<RegisteredClient, 'id' | 'quota'> }
  | { readonly kind: 'used'; readonly client: string }
  | {
      readonly kind: 'sighted';
      readonly sighting: Sighting;
      readonly quota: SubjectQuota;
      readonly now: number;
    }
  | { readonly kind: 'metrics' };

/** What a worker sends. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counted'; readonly id: number; readonly metrics: CountedMetrics }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

/** What the primary sends; a `connection` comes with its socket. */
export type FromPrimary =
  | { readonly kind: 'connection' }
  | { readonly kind: 'count'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'stop'; readonly notice: number };

/** Name of the variable that tells a process that it is a worker, and the how manyth. */
export const workerVariable = 'GATEWAY_WORKER';
