import { Gauge, type Registry } from 'prom-client';
import type { CircuitState } from '../federation/resilience/circuit.ts';
import type { SubgraphHealth } from '../federation/resilience/guard-subgraphs.ts';
import type { LoadState } from '../overload/gate.ts';

/** Gauges that are read when `/metrics` is. */
export interface LoadMetrics {
  watchLoad(read: () => LoadState): void;
  watchSubgraphs(read: () => Readonly<Record<string, SubgraphHealth>>): void;
}

const stateNumbers: Readonly<Record<CircuitState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

const loads: Readonly<Record<keyof LoadState, readonly [name: string, help: string]>> = {
  inFlight: ['hub_requests_in_flight', 'Requests that are being answered'],
  queued: ['hub_requests_queued', 'Requests that wait for their turn'],
  allowed: ['hub_requests_allowed', 'Requests that may be answered at once now'],
  shed: [
    'hub_requests_shed',
    'Requests that were sent away since the start because there was too much to do',
  ],
};

/** How busy the gateway is, and how its subgraphs are. */
export function createLoadMetrics(registry: Registry): LoadMetrics {
  return {
    watchLoad(read) {
      for (const [key, [name, help]] of Object.entries(loads)) {
        const collect = function (this: Gauge) {
          this.set(read()[key as keyof LoadState]);
        };
        registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
      }
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
        new Gauge({
          name: 'hub_subgraph_retries',
          help: 'Reads that were sent again since the start',
          labelNames,
          registers: [],
          collect() {
            for (const [subgraph, { retries }] of Object.entries(read())) this.set({ subgraph }, retries);
          },
        }),
      );
    },
  };
}
