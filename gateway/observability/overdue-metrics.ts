import { Gauge, type Registry } from 'prom-client';

/** What the law wanted done by now and nobody has done, asked whenever the metrics are read. */
export interface OverdueMetrics {
  /** @param count overdue requests of data subjects by agency */
  overdue(count: () => Promise<ReadonlyMap<string, number>>): void;
  /** @param count breaches of which the authority was not told in time */
  lateNotices(count: () => Promise<number>): void;
}

/** Gauges that exist once somebody says how to count. Where the store is away they say nothing, which is not that none is overdue. */
export function createOverdueMetrics(registry: Registry): OverdueMetrics {
  return {
    overdue(count) {
      const overdue = new Gauge({
        name: 'hub_rights_requests_overdue',
        help: 'Open requests of data subjects past the day of their next step, by the agency at which they wait',
        labelNames: ['agency'],
        // Every process reads the same store.
        aggregator: 'max',
        registers: [],
        async collect() {
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
  };
}
