import { Histogram, type Registry } from 'prom-client';
import type { FetchDone } from '../federation/fetching/fetch-done.ts';
import type { DisclosureLog } from '../log/disclosure-log.ts';

/** How long things take. */
export interface DurationMetrics {
  /** @param route as it was registered @param seconds from the first byte of the request to the end of the answer */
  request(route: string, status: number, seconds: number): void;
  fetch(done: FetchDone): void;
  /** The same log, with the time measured that entries take until they are durable. */
  measured(log: DisclosureLog): DisclosureLog;
}

/** Seconds: from what a cached answer takes to what nobody waits for. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Times of requests, of fetches and of entries of the log. */
export function createDurationMetrics(registry: Registry): DurationMetrics {
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the head of an HTTP request to the end of its answer; status 499 where the caller left before that',
    labelNames: ['http_route', 'http_response_status_code'],
    buckets,
    registers,
  });
  const fetches = new Histogram({
    name: 'hub_fetch_duration_seconds',
    help: 'Time that an agency took for one fetch, by how it ended: OK or the code of the fault',
    labelNames: ['subgraph', 'outcome'],
    buckets,
    registers,
  });
  const appends = new Histogram({
    name: 'hub_log_append_duration_seconds',
    help: 'Time until an entry of the disclosure log is durable, by whether it became so: OK or FAILED',
    labelNames: ['outcome'],
    buckets,
    registers,
  });
  return {
    request: (route, status, seconds) =>
      requests.observe({ http_route: route, http_response_status_code: status }, seconds),
    fetch: ({ subgraph, milliseconds, fault }) =>
      fetches.observe({ subgraph, outcome: fault ?? 'OK' }, milliseconds / 1_000),
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
  };
}
