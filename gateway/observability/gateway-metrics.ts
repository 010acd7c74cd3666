import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { countProcess } from '../../subgraphs/kit/metrics/count-process.ts';
import { watchDeliveries, type WatchedQueues } from '../../subgraphs/kit/metrics/watch-deliveries.ts';
import type { Answered } from '../federation/answer-operation.ts';
import type { FetchDone } from '../federation/fetching/fetch-done.ts';
import type { DisclosureLog } from '../log/disclosure-log.ts';
import type { WitnessState } from '../log/witness/head-sender.ts';
import { watchWitnesses } from './witness-metrics.ts';
import { createLoadMetrics, type LoadMetrics } from './load-metrics.ts';

/**
 * What a gateway counts of its own work, in the text form of Prometheus. Labels are words of ours, each out of a closed
 * list: no id, no name and no text of a caller is ever one.
 */
export interface GatewayMetrics extends LoadMetrics {
  /** @param route as it was registered @param seconds from the first byte of the request to the end of the answer */
  request(route: string, status: number, seconds: number): void;
  fetch(done: FetchDone): void;
  answer(purpose: string, answered: Answered): void;
  /** An agency decided by another policy than this gateway, or by a looser classification. */
  decidedOtherwise(answer: { readonly subgraph: string; readonly isUsed: boolean }): void;
  /** @param code of the error with which a known caller was refused, at the door or before anything was answered */
  refusal(code: string): void;
  /** @param count overdue requests of data subjects by agency, asked whenever the metrics are read */
  overdue(count: () => Promise<ReadonlyMap<string, number>>): void;
  /** @param count breaches of which the authority was not told in time, asked whenever the metrics are read */
  lateNotices(count: () => Promise<number>): void;
  /** What clients' systems are still to be told of, and what was given up. */
  relay(queue: WatchedQueues[string]): void;
  /** How those who keep the heads of the log elsewhere have taken them. */
  witnesses(read: () => readonly WitnessState[]): void;
  /** The same log, with the time measured that entries take until they are durable. */
  measured(log: DisclosureLog): DisclosureLog;
  /** The same as numbers, to be added to those of other processes. */
  counted(): Promise<CountedMetrics>;
  /** All of it, and its media type. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Seconds: from what a cached answer takes to what nobody waits for. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counters from nothing, with those of the process itself (CPU, memory, event loop). */
export function createGatewayMetrics(): GatewayMetrics {
  const registry = new Registry();
  countProcess(registry);
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the head of an HTTP request to the end of its answer; status 499 where the caller left before that',
    labelNames: ['http_route', 'http_response_status_code'],
    buckets: durations,
    registers,
  });
  const fetches = new Histogram({
    name: 'hub_fetch_duration_seconds',
    help: 'Time that an agency took for one fetch, by how it ended: OK or the code of the fault',
    labelNames: ['subgraph', 'outcome'],
    buckets: durations,
    registers,
  });
  const appends = new Histogram({
    name: 'hub_log_append_duration_seconds',
    help: 'Time until an entry of the disclosure log is durable, by whether it became so: OK or FAILED',
    labelNames: ['outcome'],
    buckets: durations,
    registers,
  });
  const answers = new Counter({
    name: 'hub_answers_total',
    help: 'Operations that were answered or held back, by purpose and by whether anything was refused',
    labelNames: ['kind', 'purpose', 'outcome'],
    registers,
  });
  const subjects = new Counter({
    name: 'hub_disclosed_subjects_total',
    help: 'Data subjects of whom an agency disclosed anything in an answer, by relation; one for each answer',
    labelNames: ['subgraph', 'relation'],
    registers,
  });
  const denials = new Counter({
    name: 'hub_denials_total',
    help: 'Selections that were denied, by reason',
    labelNames: ['reason'],
    registers,
  });
  const otherwise = new Counter({
    name: 'hub_fetches_decided_otherwise_total',
    help: 'Fetches that an agency decided by another policy than this gateway (USED where both allow what was disclosed, or REFUSED), or by a looser classification (REFUSED)',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'hub_refusals_total',
    help: 'Requests that were refused whole, by the code of the error',
    labelNames: ['code'],
    registers,
  });
  return {
    ...createLoadMetrics(registry),
    request: (route, status, seconds) => requests.observe(labelsOf(route, status), seconds),
    fetch: ({ subgraph, milliseconds, fault }) =>
      fetches.observe({ subgraph, outcome: fault ?? 'OK' }, milliseconds / 1_000),
    answer(purpose, answered) {
      const { kind, withheld } = answered;
      answers.inc({ kind, purpose, outcome: outcomeOf(answered) });
      for (const { reason = 'DIRECTIVE' } of answered.denials) denials.inc({ reason });
      if (withheld) {
        refusals.inc({ code: String(withheld.extensions['code']) });
        return;
      }
      for (const disclosure of answered.disclosures) {
        subjects.inc(
          { subgraph: disclosure.subgraph, relation: disclosure.relation },
          disclosure.subjects.length,
        );
      }
    },
    decidedOtherwise: ({ subgraph, isUsed }) =>
      otherwise.inc({ subgraph, outcome: isUsed ? 'USED' : 'REFUSED' }),
    refusal: (code) => refusals.inc({ code }),
    overdue(count) {
      const overdue = new Gauge({
        name: 'hub_rights_requests_overdue',
        help: 'Open requests of data subjects past the day of their next step, by the agency at which they wait',
        labelNames: ['agency'],
        // Every process reads the same store.
        aggregator: 'max',
        registers: [],
        async collect() {
          // Where the store is away nothing is said, which is not that none is overdue.
          this.reset();
          const counts = await count().catch(() => new Map<string, number>());
          for (const [agency, requests] of counts) this.set({ agency }, requests);
        },
      });
      registry.registerMetric(overdue);
    },
    lateNotices(count) {
      const late = new Gauge({
        name: 'hub_breach_notices_overdue',
        help: 'Breaches of personal data of which the authority is still to be told, past the hour by which it should have been',
        aggregator: 'max',
        registers: [],
        async collect() {
          this.reset();
          const breaches = await count().catch(() => undefined);
          if (breaches === undefined) this.remove();
          else this.set(breaches);
        },
      });
      registry.registerMetric(late);
    },
    relay: (queue) => watchDeliveries(registry, 'hub', { relay: queue }),
    witnesses: (read) => watchWitnesses(registry, read),
    measured: (log) => ({
      ...log,
      append(entry, until) {
        const began = performance.now();
        const note = (outcome: string) => appends.observe({ outcome }, (performance.now() - began) / 1_000);
        return log.append(entry, until).then(
          () => note('OK'),
          (error: unknown) => {
            note('FAILED');
            throw error;
          },
        );
      },
    }),
    counted: async () => (await registry.getMetricsAsJSON()).map(asWorst),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** How late the event loop is: the mean of many processes would hide the one that is stuck. */
function asWorst(metric: CountedMetrics[number]): CountedMetrics[number] {
  return metric.aggregator === 'average' ? { ...metric, aggregator: 'max' } : metric;
}

function labelsOf(route: string, status: number) {
  return { http_route: route, http_response_status_code: status };
}

function outcomeOf({ isDryRun, withheld, denials, result }: Answered): string {
  if (isDryRun) return 'DRY_RUN';
  if (withheld) return 'HELD_BACK';
  if (denials.length > 0) return 'REFUSED_IN_PART';
  return result.errors && result.errors.length > 0 ? 'FAILED_IN_PART' : 'ANSWERED';
}
