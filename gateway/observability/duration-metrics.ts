import type { Registry } from 'prom-client';
import type { FetchDone } from '../federation/fetching/fetch-done.ts';
import type { DisclosureLog } from '../log/disclosure-log.ts';
import { countDurations } from './count-durations.ts';

/** How long things take. */
export interface DurationMetrics {
  /** @param route as it was registered @param seconds from the first byte of the request to the end of the answer */
  request(route: string, status: number, seconds: number): void;
  fetch(done: FetchDone): void;
  /** The same log, with the time measured that entries take until they are durable. */
  measured(log: DisclosureLog): DisclosureLog;
}

/** Times of requests, of fetches and of entries of the log. */
export function createDurationMetrics(registry: Registry): DurationMetrics {
  const requests = countDurations(registry, {
    name: 'http_server_request_duration_seconds',
    help: 'Time from the head of an HTTP request to the end of its answer; status 499 where the caller left before that',
    labelNames: ['http_route', 'http_response_status_code'],
  });
  const fetches = countDurations(registry, {
    name: 'hub_fetch_duration_seconds',
    help: 'Time that an agency took for one fetch, by how it ended: OK or the code of the fault',
    labelNames: ['subgraph', 'outcome'],
  });
  const appends = countDurations(registry, {
    name: 'hub_log_append_duration_seconds',
    help: 'Time until an entry of the disclosure log is durable, by whether it became so: OK or FAILED',
    labelNames: ['outcome'],
  });
  return {
    request: (route, status, seconds) => requests(seconds, route, status),
    fetch: ({ subgraph, milliseconds, fault }) => fetches(milliseconds / 1_000, subgraph, fault ?? 'OK'),
    measured: (log) => ({
      ...log,
      append(entry, until) {
        const began = performance.now();
        const note = (outcome: string) => appends((performance.now() - began) / 1_000, outcome);
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
