import { Gauge, type Registry } from 'prom-client';
import type { EventQueue } from '../events/event-queue.ts';

/** Queues by their names, as far as they are watched. */
export type WatchedQueues = Readonly<Record<string, Pick<EventQueue, 'dead' | 'waiting'>>>;

/** Counts no further: one read of the store has its bound, and whoever sees this number has to look anyway. */
export const mostCounted = 1_000;

/**
 * Gauges of deliveries, read from the store whenever the metrics are: they outlive the process. To whom they go is not told,
 * `npm run events` tells it.
 *
 * @param prefix of their names: whose they are
 * @param now milliseconds since 1970
 */
export function watchDeliveries(
  registry: Registry,
  prefix: 'agency' | 'hub',
  queues: WatchedQueues,
  now: () => number = Date.now,
): void {
  const watch = (name: string, help: string, measure: (queue: WatchedQueues[string]) => Promise<number>) => {
    const gauge = new Gauge({
      name: `${prefix}_${name}`,
      help,
      labelNames: ['queue'],
      // Every process reads the same store.
      aggregator: 'max',
      registers: [],
      async collect() {
        this.reset();
        // Where the store is away there is no number, which is not that nothing waits.
        const measured = Object.entries(queues).map(async ([queue, read]) => ({
          queue,
          value: await measure(read),
        }));
        for (const { queue, value } of await Promise.all(measured).catch(() => []))
          this.set({ queue }, value);
      },
    });
    registry.registerMetric(gauge);
  };
  watch(
    'event_dead_letters',
    `Events that were given up, by queue, counted up to ${mostCounted}; see npm run events`,
    async ({ dead }) => (await dead(mostCounted)).length,
  );
  watch(
    'events_waiting',
    `Events that are still to be delivered, by queue, counted up to ${mostCounted}`,
    async ({ waiting }) => (await waiting(mostCounted)).length,
  );
  watch(
    'event_oldest_wait_seconds',
    'How long the oldest event waits that is still to be delivered, by queue',
    async ({ waiting }) => {
      const [oldest] = await waiting(1);
      return oldest ? (now() - Date.parse(oldest.queuedAt)) / 1_000 : 0;
    },
  );
}
