import { Gauge, type Registry } from 'prom-client';
import type { EventExchange } from '../events/event-exchange.ts';
import type { AtWrite } from '../seal/at-write/seal-at-write.ts';
import { mostCounted, watchDeliveries } from './watch-deliveries.ts';

/** What an agency does beside its answers, as far as it does it. */
interface Background {
  readonly seals?: Pick<AtWrite, 'waiting'> | undefined;
  readonly events?: Pick<EventExchange, 'queues'> | undefined;
}

/** Gauges of what waits, read from the store whenever the metrics are: it outlives the process. */
export function watchBacklog(registry: Registry, { seals, events }: Background): void {
  if (seals) {
    const name = 'agency_seals_waiting';
    const help = `Documents that are written and not sealed yet, counted up to ${mostCounted}`;
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          // Where the store is away there is no number, which is not that nothing waits.
          this.set(await seals.waiting(mostCounted).catch(() => Number.NaN));
        },
      }),
    );
  }
  if (events) watchDeliveries(registry, 'agency', events.queues);
}
