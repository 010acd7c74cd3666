import { Counter, Gauge, type Registry } from 'prom-client';
import type { CircuitState } from '../federation/resilience/circuit.ts';
import type { SubgraphHealth } from '../federation/resilience/guard-subgraphs.ts';
import type { FrontState } from '../overload/gate-requests.ts';

/** What is read when `/metrics` is. */
export interface LoadMetrics {
  watchLoad(read: () => FrontState): void;
  watchSubgraphs(read: () => Readonly<Record<string, SubgraphHealth>>): void;
}

const stateNumbers: Readonly<Record<CircuitState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

const loads: Readonly<Record<Exclude<keyof FrontState, 'shed'>, readonly [name: string, help: string]>> = {
  inFlight: ['hub_requests_in_flight', 'Requests that are being answered'],
  queued: ['hub_requests_queued', 'Requests that wait for their turn'],
  held: [
    'hub_connections_held',
    'Connections that are not read for a moment, since their clients ask for too much',
  ],
  allowed: ['hub_requests_allowed', 'Requests that may be answered at once now'],
};

/** How busy the gateway is, and how its subgraphs are. */
export function createLoadMetrics(registry: Registry): LoadMetrics {
  return {
    watchLoad(read) {
      for (const [key, [name, help]] of Object.entries(loads)) {
        const collect = function (this: Gauge) {
          this.set(read()[key as keyof typeof loads]);
        };
        registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
      }
      registry.registerMetric(
        new Counter({
          name: 'hub_requests_shed_total',
          help: 'Requests that were sent away because there was too much to do',
          registers: [],
          collect() {
            this.reset();
            this.inc(read().shed);
          },
        }),
      );
    },
    watchSubgraphs(read) {
      const labelNames = ['subgraph'] as const;
      registry.registerMetric(
        new Gauge({
          name: 'hub_subgraph_circuit',
          help: 'Whether a subgraph is asked: 0 as usual, 1 by one call that finds out, 2 not at all',
          labelNames,
          // Of several processes the one for which it is worst.
          aggregator: 'max',
          registers: [],
          collect() {
            for (const [subgraph, { circuit }] of Object.entries(read()))
              this.set({ subgraph }, stateNumbers[circuit]);
          },
        }),
      );
      registry.registerMetric(
        new Counter({
          name: 'hub_subgraph_retries_total',
          help: 'Reads that were sent again',
          labelNames,
          registers: [],
          collect() {
            this.reset();
            for (const [subgraph, { retries }] of Object.entries(read())) this.inc({ subgraph }, retries);
          },
        }),
      );
    },
  };
}
