import { Counter, Gauge, type Registry } from 'prom-client';
import type { WitnessState } from '../log/witness/head-sender.ts';

/** What witnesses have taken of the heads of the log, and what waits for them. Witnesses are known by their hosts and paths. */
export function watchWitnesses(registry: Registry, read: () => readonly WitnessState[]): void {
  registry.registerMetric(
    new Gauge({
      name: 'hub_witness_heads_waiting',
      help: 'Signed heads of the disclosure log that a witness has not taken yet',
      labelNames: ['witness'],
      registers: [],
      collect() {
        for (const { witness, waiting } of read()) this.set({ witness }, waiting);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'hub_witness_oldest_waiting_seconds',
      help: 'For how long the oldest signed head that a witness has not taken has waited',
      labelNames: ['witness'],
      registers: [],
      aggregator: 'max',
      collect() {
        for (const { witness, waitedFor } of read()) this.set({ witness }, waitedFor);
      },
    }),
  );
  registry.registerMetric(
    new Counter({
      name: 'hub_witness_heads_total',
      help: 'Signed heads of the disclosure log that a witness took (TAKEN), or has not, since too many waited or it refused them (GIVEN_UP)',
      labelNames: ['witness', 'outcome'],
      registers: [],
      collect() {
        this.reset();
        for (const { witness, taken, givenUp } of read()) {
          this.inc({ witness, outcome: 'TAKEN' }, taken);
          this.inc({ witness, outcome: 'GIVEN_UP' }, givenUp);
        }
      },
    }),
  );
}
