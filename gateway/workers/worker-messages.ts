import type { GatewayOptions } from '../start/gateway-options.ts';
import type { RegisteredClient, SubjectQuota } from '../identity/clients/client.ts';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import type { Sighting } from '../quota/subject-volume.ts';
import type { Bundle } from '../start/bundle.ts';
import type { OwnTexts } from '../start/own-files.ts';

/** What a worker asks the primary, because it is one answer for all workers. */
export type Question =
  | { readonly kind: 'spend'; readonly client: Pick<RegisteredClient, 'id' | 'quota'> }
  | { readonly kind: 'used'; readonly client: string }
  /** Without a time: that of the primary counts, so that no question is of another period than the one before it. */
  | { readonly kind: 'sighted'; readonly sighting: Sighting; readonly quota: SubjectQuota }
  | { readonly kind: 'metrics' }
  /** Whether it counts at all. */
  | { readonly kind: 'present' };

/** What a worker is started with: it reads none of this itself, so that all of them serve the same. */
export interface Beginning {
  readonly options: GatewayOptions;
  /** What each setting is called by whoever gave it. */
  readonly names: Readonly<Record<string, string>>;
  readonly bundle: Bundle;
  /** Of files that are the gateway's own, so that one worker reads the cursors and sessions of another. */
  readonly own: OwnTexts;
  /** IP address of the socket that it has inherited. */
  readonly address: string;
}

/** What a worker has opened. */
export interface Opened {
  /** Of the bundle as it arrived. */
  readonly digest: string;
  /** Version of the policy by which it decides; undefined where the supergraph classifies nothing. */
  readonly policy: string | undefined;
}

/** How a worker ends. */
export interface StopOrder {
  /** Milliseconds for which it goes on. */
  readonly notice: number;
  /** Whether others have taken over: then it accepts nobody any more, and is not unwell. */
  readonly isReplaced: boolean;
}

/** What a worker sends. Metrics that nobody asked for (id 0) are its last. */
export type FromWorker =
  /** It opens, and has got on since it said so last. */
  | { readonly kind: 'progress' }
  | { readonly kind: 'opened'; readonly opened: Opened }
  /** Whether the store notes what it serves. */
  | { readonly kind: 'noted'; readonly id: number; readonly isNoted: boolean }
  | { readonly kind: 'listening' }
  | { readonly kind: 'counted'; readonly id: number; readonly metrics: CountedMetrics }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

/** What the primary sends. */
export type FromPrimary =
  | { readonly kind: 'begin'; readonly beginning: Beginning }
  | { readonly kind: 'note'; readonly id: number }
  | { readonly kind: 'listen' }
  | { readonly kind: 'count'; readonly id: number }
  /** Without an answer the question could not be answered. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer?: unknown; readonly failed?: true }
  | { readonly kind: 'stop'; readonly order: StopOrder };

/** Name of the variable that tells a process that it is a worker, and the how manyth. */
export const workerVariable = 'LIENTHONG_WORKER_NUMBER';

/** Descriptors under which a worker finds the socket: above the three of every process and the channel to the primary. */
export const inheritedDoors = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;
